import * as z from "zod";
import type { Id } from "./ids";
import { isJsonObject, type Json, type JsonObject, jsonObject } from "./json";
import { defaultsOf, jobName, queueName } from "./launch-job";
import { PRIORITIES, type Priority } from "./launch-queue";
import { type VariableValues, variableValues } from "./launch-run";
import { projectName } from "./names";
import { parseTemplateText } from "./template-syntax";

/** Where runs log what they make when nobody names a project. */
export const LAUNCH_PROJECT = "launch";

/** Queues a run of a job, which an agent of the queue then runs. Job and queue are named. */
export const launchAction = z.strictObject({
  type: z.literal("launch"),
  job: jobName,
  /** Null: the newest when it fires. */
  jobVersion: z.int().min(0).nullable().default(null),
  queue: queueName,
  /** What is given instead of the defaults of the job's parameters, as a template; null: nothing. */
  payload: jsonObject.nullable().default(null),
  /** Values for the variables of the queue's resource template. */
  variables: variableValues.default({}),
  /** Null: as the queue has it. */
  priority: z.enum(PRIORITIES).nullable().default(null),
  /** Where what the run logs goes. */
  project: projectName.default(LAUNCH_PROJECT),
});

/** As an automation row and a delivery's snapshot keep it: by id, with the names for people alone. */
export type StoredLaunchAction = {
  type: "launch";
  jobId: Id<"job">;
  jobName: string;
  jobVersion: number | null;
  queueId: Id<"queue">;
  queueName: string;
  /** The overrides that will be rendered. */
  payload: JsonObject;
  variables: VariableValues;
  priority: Priority | null;
  project: string;
};

export type LaunchActionView = {
  type: "launch";
  job: { id: Id<"job">; name: string; version: number | null };
  queue: { id: Id<"queue">; name: string };
  payload: JsonObject;
  variables: VariableValues;
  priority: Priority | null;
  project: string;
};

/** What the job is called with the version that runs: "evaluate v3", "evaluate (newest version)". */
export function jobWords({ name, version }: LaunchActionView["job"]): string {
  return version === null ? `${name} (newest version)` : `${name} v${version}`;
}

/** The defaults that a form's payload begins with: what is sent where nothing is written, as JSON. */
export function defaultsText(schema: JsonObject): string {
  return JSON.stringify(defaultsOf(schema), null, 2);
}

/** The overrides by name that hold a variable somewhere: their values are not known before an event fires. */
export function templatedNames(overrides: JsonObject): string[] {
  return Object.entries(overrides).flatMap(([name, value]) => (hasVariable(value) ? [name] : []));
}

function hasVariable(node: Json): boolean {
  if (typeof node === "string") {
    return parseTemplateText(node).tokens.some(({ kind }) => kind === "variable");
  }
  if (Array.isArray(node)) {
    return node.some(hasVariable);
  }
  return isJsonObject(node) && Object.values(node).some(hasVariable);
}
