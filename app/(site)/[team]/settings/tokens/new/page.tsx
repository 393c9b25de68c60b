import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { FormPage } from "../../_components/form-page";
import { NewTokenForm } from "../_components/token-forms";

export const metadata: Metadata = { title: "New token" };

export default async function NewTokenPage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "token.manage")) {
    notFound();
  }
  const { baseUrl } = (await startRuntime()).ports;
  return (
    <FormPage title="New token" back={{ href: settingsPath(scope.teamName, "tokens"), label: "All tokens" }}>
      <NewTokenForm team={scope.teamName} url={baseUrl} now={new Date()} />
    </FormPage>
  );
}
