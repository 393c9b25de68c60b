import type { Metadata } from "next";
import { settingsPath } from "@/app/_server/paths";
import { FormPage } from "../../_components/form-page";
import { ProtectAliasForm } from "../_components/alias-forms";
import { type NamedUseProps, readNamedUse } from "../_components/read-named-use";

export const metadata: Metadata = { title: "Protect an alias" };

export default async function ProtectAliasPage(props: NamedUseProps) {
  const { scope, use } = await readNamedUse(props);
  const back = { href: settingsPath(scope.teamName, "aliases"), label: "Protected aliases" };
  return (
    <FormPage title={use ? `Protect ${use.name}` : "Protect an alias"} back={back}>
      <ProtectAliasForm team={scope.teamName} {...(use ? { use } : {})} />
    </FormPage>
  );
}
