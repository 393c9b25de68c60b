import { and, desc, eq } from "drizzle-orm";
import type { TeamScope } from "@/lib/core/actor";
import type { RegistryEvent } from "@/lib/core/event";
import { EVENT_SAMPLES } from "@/lib/core/event-samples";
import { type Id, isId } from "@/lib/core/ids";
import type { Json } from "@/lib/core/json";
import { PRESETS } from "@/lib/core/presets";
import { notFound, type Result, refuse } from "@/lib/core/result";
import { type Rendered, renderTemplate } from "@/lib/core/template";
import { checkTemplate } from "@/lib/core/template-check";
import type { WebhookPreset } from "@/lib/core/webhook";
import type { Database } from "@/lib/db/client";
import { events, secrets } from "@/lib/db/schema";
import { visibleModels } from "@/lib/db/visibility";

/** What a test renders: a given event, or the one of an id, or the newest. */
export type TestSubject = {
  event?: RegistryEvent;
  eventId?: string | undefined;
  template?: Json | undefined;
  automationName?: string;
  /** The secret that the webhook sends as its access token, by name. */
  accessTokenSecret: string | null;
};

/** The name that a payload gets where no automation is behind the test. */
const TEST_NAME = "test";

/**
 * Renders what a test sends as a delivery's body is rendered: the event of this id by the template, or by the preset's own
 * payload where none is given. A template that could not be saved is refused in the same words.
 */
export async function renderTestBody(
  db: Database,
  scope: TeamScope,
  test: TestSubject & { preset: WebhookPreset; deliveryId: Id<"delivery"> },
  baseUrl: string,
): Promise<Result<Rendered>> {
  const event = test.event ?? (await findEvent(db, scope, test.eventId));
  if (!event) {
    return notFound("event");
  }
  const preset = PRESETS[test.preset];
  const template: Json = test.template ?? preset.payloadFor(event.type);
  const known = { secretNames: await secretNamesOf(db, scope.teamId), accessTokenSecret: test.accessTokenSecret };
  const { problems } = checkTemplate(template, { ...known, eventType: event.type, path: "template" });
  const [problem] = problems;
  if (problem) {
    return refuse({ code: "invalid", field: problem.path, message: problem.message, errors: problems });
  }

  return renderTemplate(template, {
    ...known,
    event,
    deliveryId: test.deliveryId,
    automationName: test.automationName ?? TEST_NAME,
    baseUrl,
    escape: preset.escape,
  });
}

/** The event of this id; without one the newest, and where nothing has happened yet a sample. */
async function findEvent(db: Database, scope: TeamScope, id: string | undefined): Promise<RegistryEvent | null> {
  if (id !== undefined && !isId("event", id)) {
    return null;
  }
  const [found] = await db
    .select({ event: events.event })
    .from(events)
    .where(
      and(eq(events.teamId, scope.teamId), visibleModels(scope, events.modelId), id ? eq(events.id, id) : undefined),
    )
    .orderBy(desc(events.id))
    .limit(1);
  return found?.event ?? (id === undefined ? EVENT_SAMPLES.LINK_ARTIFACT : null);
}

async function secretNamesOf(db: Database, teamId: Id<"team">): Promise<string[]> {
  const found = await db.select({ name: secrets.name }).from(secrets).where(eq(secrets.teamId, teamId));
  return found.map(({ name }) => name);
}
