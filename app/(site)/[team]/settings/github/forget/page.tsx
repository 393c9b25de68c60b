import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope, requireUser } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { findAppView } from "@/lib/github/installations";
import { env } from "@/lib/platform/env";
import { FormPage } from "../../_components/form-page";
import { ForgetAppForm } from "../_components/github-forms";

export const metadata: Metadata = { title: "Forget the GitHub App" };

type ForgetAppProps = { params: Promise<{ team: string }> };

export default async function ForgetAppPage({ params }: ForgetAppProps) {
  const scope = await requireScope((await params).team);
  const [app, user] = await Promise.all([findAppView(await db(), env()), requireUser()]);
  if (!app || app.isGiven || !user.isOperator || !can(scope.role, "github.manage")) {
    notFound();
  }
  return (
    <FormPage title="Forget the GitHub App" back={{ href: settingsPath(scope.teamName, "github"), label: "GitHub" }}>
      <ForgetAppForm team={scope.teamName} app={app} />
    </FormPage>
  );
}
