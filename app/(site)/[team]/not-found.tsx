import { Search } from "lucide-react";
import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { Button } from "@/app/_components/ui/button";
import { EmptyState } from "@/app/_components/ui/empty-state";
import { FilterInput } from "@/app/_components/ui/filter-input";
import { TextLink } from "@/app/_components/ui/text-link";
import { PATH_HEADER } from "@/app/_server/path-header";
import {
  automationPath,
  deliveriesPath,
  jobPath,
  modelPath,
  nameInPath,
  queuePath,
  runsPath,
  searchPath,
} from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import { automationSearch } from "@/lib/core/automation-search";
import { nearestNames } from "@/lib/core/nearest-name";
import { PAGE_LIMIT_MAX } from "@/lib/core/page";
import { listJobs } from "@/lib/launch/jobs/queries";
import { listQueues } from "@/lib/launch/queues/queries";
import { listModelNames } from "@/lib/registry/models/queries";

export const metadata: Metadata = { title: "Not found" };

const NEAREST_MAX = 3;
const NAMES_MAX = 1_000;

type Near = { name: string; href: Route };
type Missing = { word: string; name: string; near: readonly Near[] };

/** What is not there, what may have been meant, and a search. */
export default async function NotFoundInTeam() {
  const [path = ""] = ((await headers()).get(PATH_HEADER) ?? "").split("?");
  const [, team = "", ...segments] = path.split("/").map(nameInPath);
  const scope = await requireScope(team);
  const { word, name, near } = await missingOf(scope, segments);
  return (
    <EmptyState level="h1" title={`There is no such ${word} in ${scope.teamName}`} className="px-6 pt-8 max-sm:px-4">
      <p>
        It was removed, or the address has a mistake. Names are case-sensitive. The rest of the team is still there.
      </p>
      {near.length > 0 ? (
        <p className="mt-2 flex flex-wrap gap-x-3 gap-y-1">
          Near it:
          {near.map((each) => (
            <TextLink key={each.href} href={each.href} className="max-w-full truncate font-mono">
              {each.name}
            </TextLink>
          ))}
        </p>
      ) : null}
      <form action={searchPath(scope.teamName)} className="mt-4 flex gap-2">
        <FilterInput
          label={`Search ${scope.teamName}`}
          name="q"
          defaultValue={name}
          icon={<Search aria-hidden="true" />}
          data-key="/"
          className="w-[280px]"
        />
        <Button type="submit">Search</Button>
      </form>
    </EmptyState>
  );
}

async function missingOf(scope: TeamScope, [section, name = "", , version]: readonly string[]): Promise<Missing> {
  const team = scope.teamName;
  if (section === "models" && name !== "") {
    const names = await listModelNames(await db(), scope, NAMES_MAX);
    const near = names.includes(name) ? [name] : nearestNames(name, names, NEAREST_MAX);
    const word = version !== undefined && names.includes(name) ? "version" : "model";
    return { word, name, near: near.map((each) => ({ name: each, href: modelPath(team, each) })) };
  }
  if (section === "automations" && name !== "") {
    const all = await listAutomations(await db(), scope, automationSearch.parse({ limit: PAGE_LIMIT_MAX }));
    const known = all.ok ? all.value.items : [];
    const names = nearestNames(
      name,
      known.map((each) => each.name),
      NEAREST_MAX,
    );
    const near = known.filter((each) => names.includes(each.name));
    return {
      word: "automation",
      name,
      near: near.map((each) => ({ name: each.name, href: automationPath(team, each.id) })),
    };
  }
  const launch = name === "" ? null : await missingOfLaunch(scope, section, name);
  if (launch) {
    return launch;
  }
  return section === "deliveries" && name !== ""
    ? { word: "delivery", name: "", near: [{ name: "All deliveries", href: deliveriesPath(team) }] }
    : { word: "page", name: "", near: [] };
}

async function missingOfLaunch(scope: TeamScope, section: string | undefined, name: string): Promise<Missing | null> {
  const team = scope.teamName;
  if (section === "runs") {
    return { word: "run", name: "", near: [{ name: "All runs", href: runsPath(team) }] };
  }
  if (section !== "queues" && section !== "jobs") {
    return null;
  }
  const list = section === "queues" ? listQueues : listJobs;
  const page = await list(await db(), scope, { limit: PAGE_LIMIT_MAX });
  const names = page.ok ? page.value.items.map((each) => each.name) : [];
  const pathOf = section === "queues" ? queuePath : jobPath;
  const near = nearestNames(name, names, NEAREST_MAX).map((each) => ({ name: each, href: pathOf(team, each) }));
  return { word: section === "queues" ? "queue" : "job", name, near };
}
