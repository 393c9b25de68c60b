import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import { FormPage } from "../../../_components/form-page";
import { refOf } from "../../../_components/refs";
import { DeleteWebhookForm } from "../../_components/delete-webhook-form";
import { requireWebhook } from "../../_components/read-webhook";

export const metadata: Metadata = { title: "Delete webhook" };

type DeleteWebhookProps = { params: Promise<{ team: string; webhook: string }> };

export default async function DeleteWebhookPage({ params }: DeleteWebhookProps) {
  const { team, webhook: segment } = await params;
  const { scope, webhook } = await requireWebhook(team, segment);
  if (!can(scope.role, "webhook.write")) {
    notFound();
  }
  const back = settingsPath(scope.teamName, "webhooks", [refOf(webhook)]);
  return (
    <FormPage title={`Delete ${webhook.name}`} back={{ href: back, label: webhook.name }}>
      <DeleteWebhookForm team={scope.teamName} webhook={webhook} />
    </FormPage>
  );
}
