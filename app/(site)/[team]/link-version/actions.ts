"use server";

import { refresh } from "next/cache";
import * as z from "zod";
import { action } from "@/app/_server/action";
import { versionPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import type { TeamScope } from "@/lib/core/actor";
import { aliasName, modelName } from "@/lib/core/names";
import { type NewVersion, newVersion } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import { deliveriesOfEvents } from "@/lib/deliveries/outcomes";
import { listEvents } from "@/lib/events/queries";
import { listArtifactNames } from "@/lib/registry/artifacts/names";
import { listArtifacts } from "@/lib/registry/artifacts/queries";
import { createModel } from "@/lib/registry/models/commands";
import { getModel } from "@/lib/registry/models/queries";
import { linkVersion } from "@/lib/registry/versions/commands";

const NAMES_MAX = 200;
const NUMBERS_MAX = 100;
const EVENTS_MAX = 50;

const wish = z.strictObject({
  team: z.string(),
  model: modelName,
  /** Makes the model when there is none of this name. */
  create: z.literal("on").optional(),
  from: z.enum(["artifact", "uri", "upload"]),
  project: z.string().trim().optional(),
  artifact: z.string().trim().optional(),
  number: z
    .string()
    .trim()
    .regex(/^(v?\d{1,9})?$/, "Give the number of the artifact, such as v3, or leave it empty for the newest.")
    .optional(),
  uri: z.string().trim().optional(),
  artifactId: z.string().max(60).optional(),
  aliases: z.array(aliasName).optional(),
  /** More aliases, between commas. */
  more: z.string().max(2_000).optional(),
  description: newVersion.shape.description,
  key: newVersion.shape.key,
});
type Wish = z.output<typeof wish>;

export const linkVersionAction = action(wish, async ({ team, ...input }) => {
  const scope = await requireScope(team);
  const asked = readVersion(input);
  if (!asked.ok) {
    return asked;
  }
  if (input.create !== undefined) {
    const made = await ensureModel(scope, input.model);
    if (!made.ok) {
      return made;
    }
  }
  const linked = await linkVersion(await db(), scope, { ...asked.value, model: input.model });
  refresh();
  if (!linked.ok) {
    return linked;
  }
  const { model, number } = linked.value;
  return ok({
    message: `v${number} linked, ${firedWords(await countFired(scope, model.name, number))}.`,
    next: versionPath(scope.teamName, model.name, number),
  });
});

/** What may be chosen next while an artifact is named: the names in a project, and the numbers of one of them. */
export async function suggestArtifacts(
  team: string,
  project: string,
  artifact: string,
): Promise<{ names: string[]; numbers: number[] }> {
  const scope = await requireScope(String(team));
  return readSuggestions(scope, String(project), String(artifact));
}

async function readSuggestions(scope: TeamScope, project: string, artifact: string) {
  const pool = await db();
  const [names, found] = await Promise.all([
    listArtifactNames(pool, scope, { project, limit: NAMES_MAX }),
    artifact === "" ? null : listArtifacts(pool, scope, { project, name: artifact, limit: NUMBERS_MAX }),
  ]);
  const numbers = found?.ok ? found.value.items.filter(({ state }) => state === "committed") : [];
  return { names, numbers: numbers.map(({ number }) => number) };
}

/** What the fields say, in the form of the one schema of a new version. */
function readVersion(input: Omit<Wish, "team">): Result<NewVersion> {
  const { description, key } = input;
  const more = (input.more ?? "").split(",").flatMap((name) => name.trim() || []);
  const parsed = newVersion.safeParse({
    source: sourceOf(input),
    aliases: [...new Set([...(input.aliases ?? []), ...more])],
    description,
    key,
  });
  if (parsed.success) {
    return ok(parsed.data);
  }
  const [issue] = parsed.error.issues;
  if (issue?.path[0] === "aliases") {
    return refuse({ code: "invalid", field: "more", message: issue.message });
  }
  return input.from === "uri"
    ? refuse({ code: "invalid", field: "uri", message: "Give a URI with a scheme, such as s3://bucket/key." })
    : refuse({ code: "invalid", field: "artifact", message: "Name the project and the artifact." });
}

function sourceOf({ from, project, artifact, number, uri, artifactId }: Omit<Wish, "team">) {
  if (from === "uri") {
    return { uri };
  }
  if (from === "upload") {
    return { artifactId };
  }
  const digits = number?.replace("v", "");
  return { project, artifact, ...(digits ? { number: Number(digits) } : {}) };
}

async function ensureModel(scope: TeamScope, name: string): Promise<Result<unknown>> {
  const found = await getModel(await db(), scope, name);
  return found.ok ? found : createModel(await db(), scope, { name, description: "", card: "" });
}

async function countFired(scope: TeamScope, model: string, version: number): Promise<number> {
  const pool = await db();
  const events = await listEvents(pool, scope, { model, version, limit: EVENTS_MAX });
  const ids = events.ok ? events.value.items.map(({ id }) => id) : [];
  return [...(await deliveriesOfEvents(pool, scope, ids)).values()].flat().length;
}

function firedWords(count: number): string {
  return count === 1 ? "1 automation fired" : `${count} automations fired`;
}
