import * as z from "zod";
import type { EventType } from "./event";
import { ok, type Result, refuse } from "./result";

/** An event as MLflow names it: in lower case within payloads, in upper case on its API. */
export type MlflowEvent = { entity: string; action: string };

/** The changes that MLflow's webhooks know of. What it knows besides (prompts, budgets) is nothing that happens here. */
export const MLFLOW_EVENTS = {
  CREATE_MODEL: { entity: "registered_model", action: "created" },
  LINK_ARTIFACT: { entity: "model_version", action: "created" },
  ADD_ARTIFACT_TAG: { entity: "model_version_tag", action: "set" },
  REMOVE_ARTIFACT_TAG: { entity: "model_version_tag", action: "deleted" },
  ADD_ARTIFACT_ALIAS: { entity: "model_version_alias", action: "created" },
  REMOVE_ARTIFACT_ALIAS: { entity: "model_version_alias", action: "deleted" },
} as const satisfies Partial<Record<EventType, MlflowEvent>>;

export type MlflowEventType = keyof typeof MLFLOW_EVENTS;
export const MLFLOW_EVENT_TYPES = Object.keys(MLFLOW_EVENTS) as [MlflowEventType, ...MlflowEventType[]];

export type MlflowWebhookStatus = "ACTIVE" | "DISABLED";

/** `eventTypes` holds each type once. A secret is text that is sealed, and told to nobody again. */
export type NewMlflowWebhook = {
  name: string;
  url: string;
  eventTypes: readonly MlflowEventType[];
  description: string;
  secret: string | null;
  status: MlflowWebhookStatus;
};

/** What is left out stays as it is. */
export type MlflowWebhookPatch = Partial<Omit<NewMlflowWebhook, "secret"> & { secret: string }>;

export type MlflowWebhookView = {
  id: string;
  name: string;
  description: string;
  /** Cut to its host where the address itself is a secret. */
  url: string;
  eventTypes: MlflowEventType[];
  status: MlflowWebhookStatus;
  createdAt: string;
  updatedAt: string;
};

/** What a test shows. `error` is set where no answer came. */
export type MlflowTestView = { isDelivered: boolean; status: number | null; body: string | null; error: string | null };

const NAME = /^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/i;
const NAME_LENGTH_MAX = 63;
const URL_LENGTH_MAX = 500;
const DESCRIPTION_LENGTH_MAX = 1_000;
/** As much as any of the team's secrets may have would do; MLflow's own column ends here. */
const SECRET_LENGTH_MAX = 1_000;
const UNSTORABLE = "none of them NUL or an unpaired surrogate";

/** Judges the fields of a request to create one. The API's layer says what of them is missing. */
export function readNewMlflowWebhook(fields: Readonly<Record<string, unknown>>): Result<NewMlflowWebhook> {
  for (const field of ["name", "url", "events"]) {
    if (isLeftOut(fields[field])) {
      return refuseField(
        field,
        `Missing value for required parameter '${field}'. See the API docs for more information about request parameters.`,
      );
    }
  }
  const patch = readMlflowWebhookPatch(fields);
  if (!patch.ok) {
    return patch;
  }
  const { name = "", url = "", eventTypes = [], description = "", secret = null, status = "ACTIVE" } = patch.value;
  return ok({ name, url, eventTypes, description, secret, status });
}

/** The same for a change. As with MLflow, what is empty is not asked for. */
export function readMlflowWebhookPatch(fields: Readonly<Record<string, unknown>>): Result<MlflowWebhookPatch> {
  const patch: MlflowWebhookPatch = {};
  for (const [field, read] of Object.entries(READERS)) {
    if (!isLeftOut(fields[field])) {
      const problem = read(fields[field], patch);
      if (problem) {
        return refuseField(field, problem);
      }
    }
  }
  return ok(patch);
}

/** Each takes a value into the patch, or says what is wrong with it. */
const READERS: Record<string, (value: unknown, patch: MlflowWebhookPatch) => string | null> = {
  name(value, patch) {
    if (typeof value !== "string" || value.length > NAME_LENGTH_MAX || !NAME.test(value)) {
      return `Webhook name must have at most ${NAME_LENGTH_MAX} characters: letters, digits, and between them dots, hyphens and underscores.`;
    }
    patch.name = value;
    return null;
  },
  url(value, patch) {
    const problem = typeof value === "string" ? faultOfUrl(value) : "Webhook URL must be a string.";
    patch.url = String(value);
    return problem;
  },
  events(value, patch) {
    const found = readEvents(value);
    patch.eventTypes = found.ok ? found.value : [];
    return found.ok ? null : found.problem;
  },
  description(value, patch) {
    if (typeof value !== "string" || value.length > DESCRIPTION_LENGTH_MAX || !isStorable(value)) {
      return `Webhook description must have at most ${DESCRIPTION_LENGTH_MAX} characters, ${UNSTORABLE}.`;
    }
    patch.description = value;
    return null;
  },
  secret(value, patch) {
    if (typeof value !== "string" || value.length > SECRET_LENGTH_MAX || !isStorable(value)) {
      return `Webhook secret must have at most ${SECRET_LENGTH_MAX} characters, ${UNSTORABLE}.`;
    }
    patch.secret = value;
    return null;
  },
  status(value, patch) {
    if (value !== "ACTIVE" && value !== "DISABLED") {
      return "Webhook status must be ACTIVE or DISABLED.";
    }
    patch.status = value;
    return null;
  },
};

/** Reads `{ entity, action }` in either case; the refusal names what there is. */
export function readMlflowEvent(value: unknown): Result<MlflowEventType, string> {
  const { entity, action } = eventShape.safeParse(value).data ?? { entity: "", action: "" };
  const asked = `${entity}.${action}`.toLowerCase();
  const found = MLFLOW_EVENT_TYPES.find((type) => nameOfMlflowEvent(type) === asked);
  return found
    ? ok(found)
    : refuse(
        `Webhook event '${asked.slice(0, 80)}' is not raised by this registry. Choose of: ${MLFLOW_EVENT_TYPES.map(nameOfMlflowEvent).join(", ")}.`,
      );
}

const eventShape = z.object({ entity: z.string(), action: z.string() });

/** As MLflow's Python client writes it: `model_version.created`. */
export function nameOfMlflowEvent(type: MlflowEventType): string {
  const { entity, action } = MLFLOW_EVENTS[type];
  return `${entity}.${action}`;
}

/** In MLflow's order, which is that of their names. */
export function sortedMlflowEvents(types: Iterable<MlflowEventType>): MlflowEventType[] {
  return [...new Set(types)].sort((a, b) => (nameOfMlflowEvent(a) < nameOfMlflowEvent(b) ? -1 : 1));
}

export function isMlflowEventType(type: EventType): type is MlflowEventType {
  return Object.hasOwn(MLFLOW_EVENTS, type);
}

function readEvents(value: unknown): Result<MlflowEventType[], string> {
  if (!Array.isArray(value)) {
    return refuse("Webhook events must be a list of objects with entity and action.");
  }
  const types = new Set<MlflowEventType>();
  for (const event of value) {
    const found = readMlflowEvent(event);
    if (!found.ok) {
      return found;
    }
    types.add(found.value);
  }
  return ok(sortedMlflowEvents(types));
}

/** What MLflow says of a text that cannot be an address. Where an address may lead is judged as for every webhook. */
function faultOfUrl(text: string): string | null {
  if (text.trim() === "") {
    return `Webhook URL cannot be empty or just whitespace: '${text.slice(0, 80)}'`;
  }
  if (text.length > URL_LENGTH_MAX) {
    return `Webhook URL must have at most ${URL_LENGTH_MAX} characters.`;
  }
  if (URL.canParse(text)) {
    const scheme = new URL(text).protocol.slice(0, -1);
    return scheme === "http" || scheme === "https"
      ? null
      : `Invalid webhook URL scheme: '${scheme}'. Allowed schemes are: http, https.`;
  }
  const why = /^[^/]*\/\/[^/]*\[[^\]/]*(\/|$)/.test(text) ? "ValueError('Invalid IPv6 URL')" : "it is no address";
  return `Invalid webhook URL '${text}': ${why}`;
}

/** PostgreSQL's text holds neither. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\u0000");
}

function isLeftOut(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

function refuseField(field: string, message: string) {
  return refuse({ code: "invalid" as const, field, message });
}
