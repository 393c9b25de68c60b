import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CrumbName } from "@/app/_components/crumb-names.client";
import { settingsPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import { FormPage } from "../../../_components/form-page";
import { UntieForm } from "../../_components/github-forms";
import { requireInstallation } from "../../_components/read-installation";

export const metadata: Metadata = { title: "Disconnect an account" };

type UntieProps = { params: Promise<{ team: string; installation: string }> };

export default async function UntiePage({ params }: UntieProps) {
  const { team, installation: segment } = await params;
  const { scope, installation } = await requireInstallation(team, segment);
  if (!can(scope.role, "github.manage")) {
    notFound();
  }
  const { login } = installation.account;
  const back = settingsPath(scope.teamName, "github", [installation.id]);
  return (
    <FormPage title={`Disconnect ${login}`} back={{ href: back, label: login }}>
      <CrumbName id={installation.id} name={login} />
      <UntieForm team={scope.teamName} installation={installation} />
    </FormPage>
  );
}
