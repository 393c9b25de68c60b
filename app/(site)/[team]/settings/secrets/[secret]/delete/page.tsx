import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import { FormPage } from "../../../_components/form-page";
import { refOf } from "../../../_components/refs";
import { requireSecret } from "../../_components/read-secret";
import { DeleteSecretForm } from "../../_components/secret-forms";

export const metadata: Metadata = { title: "Delete secret" };

type DeleteSecretProps = { params: Promise<{ team: string; secret: string }> };

export default async function DeleteSecretPage({ params }: DeleteSecretProps) {
  const { team, secret: segment } = await params;
  const { scope, secret } = await requireSecret(team, segment);
  if (!can(scope.role, "secret.write")) {
    notFound();
  }
  const back = settingsPath(scope.teamName, "secrets", [refOf(secret)]);
  return (
    <FormPage title={`Delete ${secret.name}`} back={{ href: back, label: secret.name }}>
      <DeleteSecretForm team={scope.teamName} secret={secret} />
    </FormPage>
  );
}
