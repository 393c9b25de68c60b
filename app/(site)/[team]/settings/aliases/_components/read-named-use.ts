import "server-only";
import { notFound } from "next/navigation";
import { db } from "@/app/_server/runtime";
import { type SearchParams, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { NAME_LENGTH_MAX } from "@/lib/core/names";
import { type AliasUse, listAliasUses } from "@/lib/registry/aliases/queries";

export type NamedUseProps = { params: Promise<{ team: string }>; searchParams: SearchParams };

/** The alias that the address names, for who may protect it. In the question, because a name may be all dots. */
export async function readNamedUse({ params, searchParams }: NamedUseProps): Promise<{
  scope: TeamScope;
  use: AliasUse | undefined;
}> {
  const scope = await requireScope((await params).team);
  if (!can(scope.role, "alias.protect")) {
    notFound();
  }
  const { name } = await singleParams(searchParams);
  const [use] = name && name.length <= NAME_LENGTH_MAX ? await listAliasUses(await db(), scope, [name]) : [];
  return { scope, use };
}
