import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { FormPage } from "../../_components/form-page";
import { readWebhookNames } from "../../_components/read-names";
import { NewSecretForm } from "../_components/secret-forms";

export const metadata: Metadata = { title: "New secret" };

export default async function NewSecretPage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "secret.write")) {
    notFound();
  }
  const list = settingsPath(scope.teamName, "secrets");
  return (
    <FormPage title="New secret" back={{ href: list, label: "All secrets" }}>
      <NewSecretForm team={scope.teamName} webhooks={await readWebhookNames(scope)} next={list} />
    </FormPage>
  );
}
