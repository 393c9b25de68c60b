import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { getPolicy } from "@/lib/github/policies/queries";
import { FormPage } from "../../../../_components/form-page";
import { DeletePolicyForm } from "../../_components/policy-forms";

export const metadata: Metadata = { title: "Delete a rule" };

type DeletePolicyProps = { params: Promise<{ team: string; policy: string }> };

export default async function DeletePolicyPage({ params }: DeletePolicyProps) {
  const { team, policy: id } = await params;
  const scope = await requireScope(team);
  const policy = await getPolicy(await db(), scope, id);
  if (!policy.ok) {
    notFound();
  }
  const back = { href: settingsPath(scope.teamName, "github", ["policies"]), label: "Calling home" };
  return (
    <FormPage title={`Delete ${policy.value.name}`} back={back}>
      <DeletePolicyForm team={scope.teamName} policy={policy.value} />
    </FormPage>
  );
}
