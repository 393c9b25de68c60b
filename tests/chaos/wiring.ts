import { eq } from "drizzle-orm";
import type { Runtime } from "@/app/_server/runtime";
import { contextless, grant } from "@/lib/auth/grant";
import type { TeamScope } from "@/lib/core/actor";
import { automations, teams } from "@/lib/db/schema";
import { newId } from "@/lib/platform/id";
import { moveAlias } from "@/lib/registry/aliases/commands";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { createWebhook } from "@/lib/webhooks/commands";
import { must } from "../support/must";

const TEAM = "chaos";
const HOOK_NAME = "hook-";

/** Webhooks of the one team. Each has an automation on every link and one on every alias. */
export const HOOKS = 5;

/** The last hook has a rate that all workers keep by a locked row: more than it needs, so that it is never far behind. */
const LIMITED_PER_SECOND = 30;

/** Changes to one model wait for one another, so several models are changed at once. */
export const LANES = 3;

/** Seconds. It must outlast the receiver's misbehaviour and one outage, so that what may be accepted is; and it is waited for. */
export const RETRY_SCHEDULE = [1, 1, 1, 1, 2, 2, 2, 2];

export const CHANGE_TYPES = ["LINK_ARTIFACT", "ADD_ARTIFACT_ALIAS"] as const;
export type ChangeType = (typeof CHANGE_TYPES)[number];

/** A lane links a version and then moves its alias there, in turn. */
export function typeOf(change: number): ChangeType {
  return Math.floor(change / LANES) % 2 === 0 ? "LINK_ARTIFACT" : "ADD_ARTIFACT_ALIAS";
}

/** The team of the run, with its webhooks, automations and models. A second call finds the first one's. */
export async function wire(runtime: Runtime, receiver: string): Promise<TeamScope> {
  const { db } = runtime.database;
  const [known] = await db.select({ id: teams.id, name: teams.name }).from(teams).where(eq(teams.name, TEAM));
  const team = known ?? { id: newId("team"), name: TEAM };
  const actor = { kind: "system", id: null, name: "chaos" } as const;
  const scope = grant({ team, actor, role: "admin", models: "all" }, contextless());
  if (known) {
    return scope;
  }

  await db.insert(teams).values(team);
  for (let hook = 0; hook < HOOKS; hook += 1) {
    const maxPerSecond = hook === HOOKS - 1 ? LIMITED_PER_SECOND : null;
    await addHook(runtime, scope, { url: `${receiver}/hook/${hook}`, name: `${HOOK_NAME}${hook}`, maxPerSecond });
  }
  for (let lane = 0; lane < LANES; lane += 1) {
    must(await createModel(db, scope, { name: modelOf(lane), description: "", card: "" }));
  }
  return scope;
}

/**
 * Commits one change by the product's own commands. Both may be repeated: a link by its key, a move because it is there
 * already. So a change whose commit was cut off is made exactly once however often it is tried.
 */
export async function makeChange({ database }: Runtime, scope: TeamScope, change: number): Promise<void> {
  const model = modelOf(change % LANES);
  const isLink = typeOf(change) === "LINK_ARTIFACT";
  const link = isLink ? change : change - LANES;
  const source = { uri: `s3://bucket/${link}`, metadata: { change: link } };
  const wish = { model, source, aliases: [], description: "", key: `change-${link}` };
  const { number } = must(await linkVersion(database.db, scope, wish));
  if (!isLink) {
    must(await moveAlias(database.db, scope, { model, alias: "production", version: `v${number}` }));
  }
}

/** The change that raised an event, by what the version's metadata says. */
export function changeOf(type: ChangeType, link: number): number {
  return type === "LINK_ARTIFACT" ? link : link + LANES;
}

/** A webhook's number, by its name. */
export function hookNamed(name: string): number {
  return Number(name.slice(HOOK_NAME.length));
}

function modelOf(lane: number): string {
  return `model-${lane}`;
}

type Hook = { url: string; name: string; maxPerSecond: number | null };

async function addHook({ database, ports }: Runtime, scope: TeamScope, hook: Hook): Promise<void> {
  const unsigned = { accessTokenSecret: null, signingSecret: null, signatureEncoding: "base64" as const };
  const input = { ...hook, preset: "generic" as const, retrySchedule: RETRY_SCHEDULE, ...unsigned };
  const webhook = must(await createWebhook(database.db, scope, input, ports));
  for (const eventType of CHANGE_TYPES) {
    await database.db.insert(automations).values({
      id: newId("automation"),
      teamId: scope.teamId,
      name: `${hook.name} on ${eventType}`,
      eventType,
      filter: { alias: null, tag: null, conditions: [] },
      actionType: "webhook",
      action: {
        type: "webhook",
        webhookId: webhook.id,
        payload: { type: "${event_type}", change: "${artifact_metadata.change}", delivery: "${delivery_id}" },
      },
      webhookId: webhook.id,
      secretNames: [],
      createdBy: "chaos",
    });
  }
}
