import type { NextRequest } from "next/server";
import type { FoundEntry } from "@/app/_components/palette/found";
import { type Found, findInTeam } from "@/app/_server/find";
import { automationPath, modelPath, versionPath } from "@/app/_server/paths";
import { readSearch, singleParams } from "@/app/_server/search";
import { requireScope } from "@/app/_server/session";
import { targetOf } from "@/lib/core/action";
import { siteSearch } from "@/lib/core/site-search";

/** Of each kind; the search page has more. */
const EACH_MAX = 5;

type FoundContext = { params: Promise<{ team: string }> };

/** What the palette shows while somebody types: the person's own view of the team, and for them alone. */
export async function GET(request: NextRequest, { params }: FoundContext): Promise<Response> {
  const scope = await requireScope((await params).team);
  const asked = await singleParams(Promise.resolve(Object.fromEntries(request.nextUrl.searchParams)));
  const found = await findInTeam(scope, readSearch(siteSearch, asked), EACH_MAX);
  return Response.json(entriesOf(scope.teamName, found), { headers: { "cache-control": "private, no-store" } });
}

function entriesOf(team: string, { models, versions, automations }: Found): FoundEntry[] {
  return [
    ...versions.map(({ model, version, alias }) => ({
      kind: "version" as const,
      href: versionPath(team, model, version),
      name: `${model}:${alias ?? `v${version}`}`,
      detail: alias === null ? "" : `v${version}`,
      model,
    })),
    ...models.map(({ name, latestVersion }) => ({
      kind: "model" as const,
      href: modelPath(team, name),
      name,
      detail: latestVersion === null ? "no version yet" : `latest v${latestVersion}`,
      model: name,
    })),
    ...automations.map(({ id, name, action, model }) => ({
      kind: "automation" as const,
      href: automationPath(team, id),
      name,
      detail: `${targetOf(action).name}${model === null ? "" : ` · ${model.name}`}`,
      model: null,
    })),
  ];
}
