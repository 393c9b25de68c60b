import type { Metadata } from "next";
import { notFound } from "next/navigation";
import * as z from "zod";
import { settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { readSearch, type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import { listInstalledRepositories } from "@/lib/github/queries";
import { FormPage } from "../../../_components/form-page";
import { AllowPolicyForm, NarrowPolicyForm } from "../_components/policy-forms";

export const metadata: Metadata = { title: "New rule for calling home" };

const query = z.object({ kind: z.enum(["narrow", "allow"]).default("narrow") });

type NewPolicyProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

export default async function NewPolicyPage({ params, searchParams }: NewPolicyProps) {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "github.manage")) {
    notFound();
  }
  const { kind } = readSearch(query, await singleParams(searchParams));
  const team = scope.teamName;
  const back = { href: settingsPath(team, "github", ["policies"]), label: "Calling home" };
  if (kind === "narrow") {
    return (
      <FormPage title="Narrow who calls home" back={back}>
        <NarrowPolicyForm team={team} />
      </FormPage>
    );
  }
  const repositories = (await listInstalledRepositories(await db(), scope)).map(({ name }) => name);
  return (
    <FormPage title="Allow other runs" back={back}>
      <AllowPolicyForm team={team} repositories={repositories} />
    </FormPage>
  );
}
