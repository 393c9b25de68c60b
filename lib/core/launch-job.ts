import * as z from "zod";
import type { Id } from "./ids";
import { isJsonObject, type JsonObject, jsonObject } from "./json";
import { description } from "./names";

export const JOB_NAME_LENGTH_MAX = 128;
export const COMMAND_PARTS_MAX = 256;
/** A JSON Schema or a set of parameters past this many bytes of JSON is refused. */
export const PARAMETERS_BYTES_MAX = 65_536;

/** Jobs and queues are named in addresses, commands and labels of containers: hence letters, digits and three signs. */
function launchName(what: string, lengthMax: number) {
  return z
    .string()
    .min(1, `Give the ${what} a name.`)
    .max(lengthMax, `Use at most ${lengthMax} characters.`)
    .regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, "Use letters, digits, and . _ - between them.");
}

export const jobName = launchName("job", JOB_NAME_LENGTH_MAX);
/** W&B's own limit: what names a queue there does so here. */
export const queueName = launchName("queue", 64);

/** Program and arguments as the operating system takes them: no shell reads them, and nothing is put into them. */
const command = z
  .array(
    z
      .string()
      .max(4_096, "Use at most 4,096 characters for one argument.")
      .refine((part) => !part.includes("\u0000"), "Leave out the NUL character."),
  )
  .min(1, "Give the program.")
  .max(COMMAND_PARTS_MAX, `Use at most ${COMMAND_PARTS_MAX} arguments.`)
  .refine((parts) => parts[0] !== "", "Give the program.");

/** As the OCI distribution specification has it: `[host[:port]/]path[:tag][@digest]`. */
const imageReference = z
  .string()
  .max(512, "Use at most 512 characters.")
  .regex(
    /^(?:[A-Za-z0-9.-]+(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/,
    "Write the image as registry/name:tag or registry/name@sha256:….",
  );

/** Only schemes that authenticate the other side, and nothing that git would take for an option or a local path. */
const repositoryUrl = z
  .string()
  .max(1_024, "Use at most 1,024 characters.")
  .regex(
    /^(?:https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?\/|ssh:\/\/(?:[A-Za-z0-9._-]+@)?[A-Za-z0-9.-]+(?::\d{1,5})?\/)[A-Za-z0-9._~/+%-]+$/,
    "Write the repository as https://… or ssh://…, without a password in it.",
  )
  .refine((text) => !text.split("/").includes(".."), "Leave out `..`.");

const gitRef = z
  .string()
  .min(1, "Give the branch, tag or commit.")
  .max(255, "Use at most 255 characters.")
  .regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, "Name a branch, tag or commit.")
  .refine(
    (text) => !text.includes("..") && !text.endsWith("/") && !text.endsWith(".lock"),
    "Name a branch, tag or commit.",
  );

/** What a version of a job runs. An image without a command runs its own. */
export const jobSource = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("image"), image: imageReference, command: command.nullable().default(null) }),
  z.strictObject({ type: z.literal("git"), repository: repositoryUrl, ref: gitRef, entryPoint: command }),
  z.strictObject({ type: z.literal("command"), command }),
]);

export type JobSource = z.infer<typeof jobSource>;
export type JobSourceType = JobSource["type"];

/** A JSON Schema of an object; that it is one that can be used is checked where it is compiled (`lib/launch/parameters.ts`). */
const parameterSchema = jsonObject.refine(
  (schema) => schema.type === undefined || schema.type === "object",
  "Parameters are an object: give a schema of type object.",
);

export const newJobVersion = z.strictObject({
  source: jobSource,
  /** JSON Schema (2020-12) of the parameters; `default` of a property fills what is left out. */
  parameters: parameterSchema.default({ type: "object" }),
});

export const newJob = newJobVersion.extend({
  name: jobName,
  description: description.default(""),
});

export const jobPatch = z.strictObject({ description: description.optional() });

export type NewJob = z.infer<typeof newJob>;
export type NewJobVersion = z.infer<typeof newJobVersion>;
export type JobPatch = z.infer<typeof jobPatch>;

export type JobVersionView = {
  id: Id<"jobVersion">;
  /** Counts from 0, as versions of models do. */
  number: number;
  source: JobSource;
  parameters: JsonObject;
  createdBy: string;
  createdAt: string;
};

export type JobView = {
  id: Id<"job">;
  name: string;
  description: string;
  versionCount: number;
  latest: JobVersionView;
  /** The newest run of it; null where none was queued yet. */
  lastRun: { id: Id<"run">; number: number; state: string; at: string } | null;
  createdBy: string;
  createdAt: string;
  updatedAt: string;
};

/** What a schema's own properties say by `default`: what a form is filled with before anybody has typed. */
export function defaultsOf(schema: JsonObject): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  const defaults: JsonObject = {};
  for (const [name, property] of Object.entries(properties)) {
    if (isJsonObject(property) && property.default !== undefined) {
      defaults[name] = property.default;
    }
  }
  return defaults;
}

/** What a job's version runs, in a few words: an image, a repository at a ref, or a program. */
export function sourceWords(source: JobSource): string {
  switch (source.type) {
    case "image":
      return source.image;
    case "git":
      return `${source.repository.replace(/^(https|ssh):\/\//, "")} at ${source.ref}`;
    case "command":
      return source.command.join(" ");
  }
}
