import type { GitHubDispatch } from "./automation";
import type { EventType } from "./event";
import { isJsonObject, type Json } from "./json";
import { eventFields } from "./presets/generic";
import type { FieldProblem } from "./result";

/** GitHub's own limits: top-level keys of `client_payload`, inputs of a workflow, and characters of either. */
export const CLIENT_PAYLOAD_KEYS_MAX = 10;
export const INPUTS_MAX = 25;
export const GITHUB_PAYLOAD_CHARS_MAX = 65_535;

/** What is sent where an automation gives no payload. GitHub takes few keys, so everything stands under one. */
export function githubPayloadFor(dispatch: GitHubDispatch, eventType: EventType): Json {
  return dispatch.kind === "repository"
    ? { modelwire: { delivery_id: "${delivery_id}", event_id: "${event_id}", ...eventFields(eventType) } }
    : { delivery_id: "${delivery_id}", version: "${artifact_version_ref}" };
}

/** What GitHub would refuse about a payload whose variables are not filled yet; `path` is where the payload stands. */
export function githubPayloadProblems(payload: Json, { kind }: GitHubDispatch, path: string): FieldProblem[] {
  if (!isJsonObject(payload)) {
    return [{ path, message: "Write a JSON object: GitHub takes nothing else." }];
  }
  const entries = Object.entries(payload);
  if (kind === "repository") {
    return entries.length > CLIENT_PAYLOAD_KEYS_MAX
      ? [{ path, message: `GitHub takes at most ${CLIENT_PAYLOAD_KEYS_MAX} keys. Put the values under one of them.` }]
      : [];
  }
  const nested = entries.filter(([, value]) => typeof value === "object" && value !== null);
  return [
    ...(entries.length > INPUTS_MAX
      ? [{ path, message: `A workflow takes at most ${INPUTS_MAX} inputs. Leave some out.` }]
      : []),
    ...nested.map(([name]) => ({ path: `${path}.${name}`, message: "An input is a text, a number or a boolean." })),
  ];
}
