import type { GitHubDispatch } from "./automation";
import type { EventType } from "./event";
import { isJsonObject, type Json } from "./json";
import { eventFields } from "./presets/generic";
import type { FieldProblem } from "./result";

/** GitHub's own limits: top-level keys of `client_payload`, inputs of a workflow, and characters of either. */
export const CLIENT_PAYLOAD_KEYS_MAX = 10;
export const INPUTS_MAX = 25;
export const GITHUB_PAYLOAD_CHARS_MAX = 65_535;

const TOO_LONG = `GitHub takes at most ${GITHUB_PAYLOAD_CHARS_MAX.toLocaleString("en")} characters. Send less, such as an id or a URL in place of a long value.`;

/** What is sent where an automation gives no payload. GitHub takes few keys, so everything stands under one. */
export function githubPayloadFor(dispatch: GitHubDispatch, eventType: EventType): Json {
  return dispatch.kind === "repository"
    ? { modelwire: { delivery_id: "${delivery_id}", event_id: "${event_id}", ...eventFields(eventType) } }
    : { delivery_id: "${delivery_id}", version: "${artifact_version_ref}" };
}

/**
 * What a rendered payload becomes within the request, as JSON text: `client_payload` as it is, and `inputs` with every
 * value as a text, for GitHub takes no other. What is null is left out of them, so that the workflow's own default counts.
 */
export function dispatchText({ kind }: GitHubDispatch, body: string): string {
  if (kind === "repository") {
    return body;
  }
  const inputs = JSON.parse(body) as Record<string, Json>;
  const given = Object.entries(inputs).filter(([, value]) => value !== null);
  return JSON.stringify(Object.fromEntries(given.map(([name, value]) => [name, inputText(value)])));
}

/** Whether GitHub would refuse it for its length, now that its variables are filled. */
export function isTooLongForGitHub(dispatch: GitHubDispatch, body: string): boolean {
  return dispatchText(dispatch, body).length > GITHUB_PAYLOAD_CHARS_MAX;
}

function inputText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** What GitHub would refuse about a payload whose variables are not filled yet; `path` is where the payload stands. */
export function githubPayloadProblems(payload: Json, dispatch: GitHubDispatch, path: string): FieldProblem[] {
  if (!isJsonObject(payload)) {
    return [{ path, message: "Write a JSON object: GitHub takes nothing else." }];
  }
  const entries = Object.entries(payload);
  const tooLong = isTooLongForGitHub(dispatch, JSON.stringify(payload)) ? [{ path, message: TOO_LONG }] : [];
  if (dispatch.kind === "repository") {
    return entries.length > CLIENT_PAYLOAD_KEYS_MAX
      ? [{ path, message: `GitHub takes at most ${CLIENT_PAYLOAD_KEYS_MAX} keys. Put the values under one of them.` }]
      : tooLong;
  }
  const nested = entries.filter(([, value]) => typeof value === "object" && value !== null);
  return [
    ...tooLong,
    ...(entries.length > INPUTS_MAX
      ? [{ path, message: `A workflow takes at most ${INPUTS_MAX} inputs. Leave some out.` }]
      : []),
    ...nested.map(([name]) => ({ path: `${path}.${name}`, message: "An input is a text, a number or a boolean." })),
  ];
}
