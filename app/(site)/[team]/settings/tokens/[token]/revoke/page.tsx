import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getToken } from "@/lib/teams/queries";
import { FormPage } from "../../../_components/form-page";
import { RevokeTokenForm } from "../../_components/token-forms";

export const metadata: Metadata = { title: "Revoke token" };

type RevokeTokenProps = { params: Promise<{ team: string; token: string }> };

export default async function RevokeTokenPage({ params }: RevokeTokenProps) {
  const { team, token: id } = await params;
  const scope = await requireScope(team);
  const token = await getToken(await db(), scope, id);
  if (!token.ok) {
    notFound();
  }
  return (
    <FormPage
      title={`Revoke ${token.value.name}`}
      back={{ href: settingsPath(scope.teamName, "tokens"), label: "All tokens" }}
    >
      <RevokeTokenForm team={scope.teamName} token={token.value} />
    </FormPage>
  );
}
