import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { settingsPath } from "@/app/_server/paths";
import { FormPage } from "../../_components/form-page";
import { UnprotectAliasForm } from "../_components/alias-forms";
import { type NamedUseProps, readNamedUse } from "../_components/read-named-use";

export const metadata: Metadata = { title: "Stop protecting an alias" };

export default async function UnprotectAliasPage(props: NamedUseProps) {
  const { scope, use } = await readNamedUse(props);
  if (!use) {
    notFound();
  }
  const back = { href: settingsPath(scope.teamName, "aliases"), label: "Protected aliases" };
  return (
    <FormPage title={`Stop protecting ${use.name}`} back={back}>
      <UnprotectAliasForm team={scope.teamName} use={use} />
    </FormPage>
  );
}
