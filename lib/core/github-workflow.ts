import type { GitHubDispatch } from "./automation";
import { type PayloadPlace, payloadExpression, payloadPlaces } from "./github-payload-places";
import { isJsonObject, type Json } from "./json";
import { WORKFLOWS_FOLDER } from "./workflow-declaration";

export type WorkflowFileWish = {
  /** What GitHub lists the workflow as. */
  title: string;
  dispatch: GitHubDispatch;
  /** The automation's template: where it puts what, the workflow reads it from. */
  payload: Json;
  /** Where the workflow calls home. */
  baseUrl: string;
};

export type WorkflowFile = { path: string; text: string };

/** What the steps are given by name, where the payload has it. Everything else is in `PAYLOAD`. */
const ENVIRONMENT = [
  ["MODELWIRE_DELIVERY", "delivery_id"],
  ["VERSION", "artifact_version_ref"],
  ["DIGEST", "artifact_digest"],
  ["MODEL", "artifact_collection_name"],
  ["ALIAS", "alias"],
  ["VERSION_URL", "version_url"],
] as const;

/**
 * Writes the workflow that an automation starts, to be changed by whoever owns the repository. What comes from the registry
 * is text of strangers: it reaches a step through `env` alone, because an expression within `run` would be put into the
 * script and executed.
 */
export function workflowFile(wish: WorkflowFileWish): WorkflowFile {
  const { dispatch, payload } = wish;
  const places = payloadPlaces(payload, dispatch);
  const lines = [
    `name: ${quoted(withoutExpression(wish.title))}`,
    ...runLines(places),
    "on:",
    ...triggerLines(dispatch, payload),
    "permissions:",
    "  # To call Modelwire without a stored secret. Add `contents: read` to check the repository out.",
    "  id-token: write",
    ...concurrencyLines(places),
    "jobs:",
    "  run:",
    "    runs-on: ubuntu-latest",
    "    timeout-minutes: 30",
    "    # Values reach the steps by `env`. An expression within `run` would execute what it holds.",
    "    env:",
    ...environmentLines(wish, places),
    "    steps:",
    ...stepLines(places),
  ];
  return { path: `${WORKFLOWS_FOLDER}/${fileName(dispatch)}`, text: `${lines.join("\n")}\n` };
}

/** The file's name where the automation names none: by the type that it listens for. */
function fileName(dispatch: GitHubDispatch): string {
  if (dispatch.kind === "workflow") {
    return dispatch.workflow;
  }
  const slug = dispatch.eventType.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return `modelwire-${slug.replaceAll(/^-|-$/g, "").slice(0, 60) || "event"}.yml`;
}

/** The id stands first: it finds the run again, and what follows it may say anything. */
function runLines(places: readonly PayloadPlace[]): string[] {
  const id = expressionOf(places, "delivery_id");
  const version = expressionOf(places, "artifact_version_ref");
  return id === null ? [] : [`run-name: ${quoted(`[${id}]${version === null ? "" : ` ${version}`}`)}`];
}

function concurrencyLines(places: readonly PayloadPlace[]): string[] {
  const id = expressionOf(places, "delivery_id");
  return id === null
    ? []
    : ["# One delivery never runs twice at the same time.", "concurrency:", `  group: ${quoted(`modelwire-${id}`)}`];
}

function triggerLines(dispatch: GitHubDispatch, payload: Json): string[] {
  if (dispatch.kind === "repository") {
    return ["  repository_dispatch:", `    types: [${quoted(withoutExpression(dispatch.eventType))}]`];
  }
  const inputs = isJsonObject(payload) ? Object.keys(payload).filter((name) => !name.includes("${{")) : [];
  return [
    "  workflow_dispatch:",
    ...(inputs.length === 0 ? [] : ["    inputs:"]),
    ...inputs.flatMap((name) => [`      ${quoted(name)}:`, "        type: string"]),
  ];
}

function environmentLines({ dispatch, baseUrl }: WorkflowFileWish, places: readonly PayloadPlace[]): string[] {
  const named = ENVIRONMENT.flatMap(([name, variable]) => {
    const expression = expressionOf(places, variable);
    return expression === null ? [] : [`      ${name}: ${quoted(expression)}`];
  });
  return [
    `      MODELWIRE_URL: ${quoted(baseUrl)}`,
    ...named,
    `      PAYLOAD: ${quoted(`\${{ toJSON(${payloadExpression(dispatch.kind)}) }}`)}`,
  ];
}

function stepLines(places: readonly PayloadPlace[]): string[] {
  const isOfVersion = expressionOf(places, "artifact_version_ref") !== null;
  // By the delivery the run proves what it may have: without its id there is nothing that it could download.
  const canCallHome = isOfVersion && expressionOf(places, "delivery_id") !== null;
  return [
    "      - name: Show what was sent",
    `        run: printf '%s\\n' "$PAYLOAD"`,
    ...(canCallHome ? CALL_HOME : []),
  ];
}

const CALL_HOME = [
  "      - name: Fetch the command line from the server",
  '        run: curl -fsS "$MODELWIRE_URL/cli.mjs" -o modelwire.mjs',
  "      # The very version of the event, whatever its alias says by now.",
  "      - name: Download the version that this run is about",
  "        run: node modelwire.mjs download --output model",
] as const;

function expressionOf(places: readonly PayloadPlace[], variable: string): string | null {
  const place = places.find((known) => known.variable === variable);
  return place === undefined ? null : `\${{ ${place.expression} }}`;
}

/** In a name or a type GitHub allows no expression and refuses the file for one. */
function withoutExpression(text: string): string {
  return text.replaceAll("${{", "$ {{");
}

/** A double-quoted scalar: JSON's quoting is YAML's, but for what YAML does not let stand in a file at all. */
function quoted(text: string): string {
  return JSON.stringify(text.toWellFormed()).replaceAll(
    /[^\x20-\x7e\xa0-\u2027\u202a-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/gu,
    escaped,
  );
}

function escaped(character: string): string {
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
}
