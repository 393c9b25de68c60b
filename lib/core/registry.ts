import * as z from "zod";
import type { Id } from "./ids";
import { instant } from "./instant";
import { type JsonObject, jsonObject } from "./json";
import { aliasName, artifactName, description, modelName, projectName, tagKey, tagValue } from "./names";
import { pageRequest } from "./page";

export const PART_BYTES_MAX = 8 * 1024 * 1024;
export const METADATA_KEYS_MAX = 100;
export const METADATA_BYTES_MAX = 256 * 1024;
export const FILES_MAX = 10_000;
/** As many parts as a store takes for one file. */
export const FILE_BYTES_MAX = 100_000 * PART_BYTES_MAX;
export const PATH_LENGTH_MAX = 1_024;
export const CARD_LENGTH_MAX = 100_000;

/** PostgreSQL's text and jsonb hold every character but NUL: a text with one is refused here, not by the database. */
const text = (lengthMax: number) =>
  z
    .string()
    .max(lengthMax, `Use at most ${lengthMax.toLocaleString("en")} characters.`)
    .refine((value) => !value.includes("\u0000"), "Leave out the NUL character.");

const webUrl = z
  .url({ protocol: /^https?$/ })
  .max(2_048)
  .refine((url) => !/[\p{Cc}\p{Cs}]/u.test(url), "Leave out control characters.");

export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, "Give a SHA-256 as 64 lower-case hexadecimal digits.");

export const metadata: z.ZodType<JsonObject> = jsonObject.superRefine((value, context) => {
  if (Object.keys(value).length > METADATA_KEYS_MAX) {
    context.addIssue({ code: "custom", message: `Use at most ${METADATA_KEYS_MAX} top-level keys.` });
  }
  if (JSON.stringify(value).length > METADATA_BYTES_MAX) {
    context.addIssue({ code: "custom", message: `Keep the metadata under ${METADATA_BYTES_MAX / 1024} KiB of JSON.` });
  }
});

/** A path within an artifact: relative, forward slashes, no empty, `.` or `..` parts, so that no download escapes its folder. */
export const filePath = z
  .string()
  .min(1, "Give the file's path.")
  .max(PATH_LENGTH_MAX, `Use at most ${PATH_LENGTH_MAX} characters.`)
  .refine((path) => !/[\p{Cc}\p{Cs}\\]/u.test(path), "Leave out control characters and backslashes.")
  .refine(
    (path) => path.split("/").every((part) => part !== "" && part !== "." && part !== ".."),
    "Give a relative path without empty, . or .. parts.",
  )
  .refine((path) => !/^[A-Za-z]:/.test(path), "Give a relative path without a drive.");

export const referenceUri = z
  .string()
  .max(2_048, "Use at most 2,048 characters.")
  .regex(/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, "Give a URI with a scheme, such as s3://bucket/key.")
  .refine((uri) => !/[\p{Cc}\p{Cs}]/u.test(uri), "Leave out control characters.")
  .refine((uri) => !/^(javascript|data|vbscript):/i.test(uri), "Give the URI of stored bytes, not of a script.");

/** Where an artifact came from, as the client tells it. */
export const artifactSource = z.strictObject({
  runId: text(256).optional(),
  commit: text(64).optional(),
  repository: text(512).optional(),
  url: webUrl.optional(),
});

export const manifestEntry = z.strictObject({
  path: filePath,
  sizeBytes: z.int().min(0).max(FILE_BYTES_MAX),
  sha256,
});

/** Begins an artifact. With `reference` nothing is uploaded; with `files` each is uploaded unless the team has its bytes already proven. */
export const newArtifact = z
  .strictObject({
    project: projectName,
    name: artifactName,
    type: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[-\w]+([ ]*[-.\w]+)*$/, "Use letters, digits, hyphens, dots and single spaces.")
      .default("model"),
    description: description.default(""),
    metadata: metadata.default({}),
    source: artifactSource.default({}),
    files: z.array(manifestEntry).max(FILES_MAX).default([]),
    reference: referenceUri.nullable().default(null),
  })
  .refine((artifact) => (artifact.reference === null) !== (artifact.files.length === 0), {
    path: ["files"],
    message: "Give either files or a reference.",
  })
  .refine((artifact) => new Set(artifact.files.map((file) => file.path)).size === artifact.files.length, {
    path: ["files"],
    message: "Give each path once.",
  });

/** Links by artifact (`artifactId`, or project and name with an optional number) or by any URI. */
export const newVersion = z.strictObject({
  source: z.union([
    z.strictObject({ artifactId: z.string().max(60) }),
    z.strictObject({ project: projectName, artifact: artifactName, number: z.int().min(0).optional() }),
    z.strictObject({ uri: referenceUri, metadata: metadata.default({}), digest: text(256).optional() }),
  ]),
  aliases: z.array(aliasName).max(20).default([]),
  description: description.default(""),
  /** When given, a repeat of the call answers with the version that the first one made. */
  key: text(256).min(1).optional(),
});

export const newModel = z.strictObject({
  name: modelName,
  description: description.default(""),
  card: text(CARD_LENGTH_MAX).default(""),
});

export const modelPatch = z.strictObject({
  description: description.optional(),
  card: text(CARD_LENGTH_MAX).optional(),
});

/** `expectedVersion`: the version number that must hold the alias now, null for "nobody"; left out, the move is unconditional. */
export const aliasMove = z.strictObject({
  version: z.string().min(1).max(256),
  expectedVersion: z.int().min(0).nullable().optional(),
});

export const tagInput = z.strictObject({ value: tagValue.default("") });

export const newEvaluation = z.strictObject({
  name: text(256).min(1),
  metrics: z
    .record(text(256).min(1), z.number())
    .refine((metrics) => Object.keys(metrics).length <= 200, "Record at most 200 metrics.")
    .default({}),
  checks: z
    .record(text(256).min(1), z.boolean())
    .refine((checks) => Object.keys(checks).length <= 200, "Record at most 200 checks.")
    .default({}),
  runUrl: webUrl.nullable().default(null),
});

const isoBound = instant.optional();

export const modelSearch = pageRequest.extend({
  /** A part of the name, whatever its case. */
  name: text(256).optional(),
  tag: tagKey.optional(),
  /** With `tag`: its exact value. */
  tagValue: tagValue.optional(),
  /** Models in which some version carries this alias. */
  alias: text(256).optional(),
  createdSince: isoBound,
  createdUntil: isoBound,
  /** Latest activity first, or by name. A cursor belongs to its order. */
  sort: z.enum(["changed", "name"]).optional(),
});

/** One condition on metadata: `accuracy>=0.9`. Ranges work within a model, equality over the team. */
export const metadataCondition = z.strictObject({
  path: text(512).min(1),
  operator: z.enum(["=", "<", "<=", ">", ">="]),
  value: z.union([text(1_000), z.number(), z.boolean()]),
});

export const versionSearch = pageRequest.extend({
  tag: tagKey.optional(),
  tagValue: tagValue.optional(),
  alias: text(256).optional(),
  metadata: z.array(metadataCondition).max(8).default([]),
  linkedSince: isoBound,
  linkedUntil: isoBound,
});

export const artifactSearch = pageRequest.extend({
  project: projectName.optional(),
  name: artifactName.optional(),
});

export type NewArtifact = z.infer<typeof newArtifact>;
export type ManifestEntry = z.infer<typeof manifestEntry>;
export type ArtifactSource = z.infer<typeof artifactSource>;
export type NewVersion = z.infer<typeof newVersion>;
export type NewModel = z.infer<typeof newModel>;
export type ModelPatch = z.infer<typeof modelPatch>;
export type AliasMove = z.infer<typeof aliasMove>;
export type NewEvaluation = z.infer<typeof newEvaluation>;
export type ModelSearch = z.infer<typeof modelSearch>;
export type VersionSearch = z.infer<typeof versionSearch>;
export type ArtifactSearch = z.infer<typeof artifactSearch>;
export type MetadataCondition = z.infer<typeof metadataCondition>;

/** Views: what queries answer and edges present. Times are ISO 8601 in UTC. */
export type TagView = { key: string; value: string };

export type AliasView = {
  name: string;
  version: number;
  isProtected: boolean;
  /** `latest`: kept by the system, raises no event. */
  isSystem: boolean;
  since: string;
  by: string;
};

/** One step of an alias: from null when it was new, to null when it was removed. */
export type AliasMoveView = {
  id: Id<"aliasMove">;
  alias: string;
  from: number | null;
  to: number | null;
  at: string;
  by: string;
};

export type AliasMoved = { alias: string; from: number | null; to: number | null; eventId: Id<"event"> | null };

export type ModelSummary = {
  id: Id<"model">;
  name: string;
  description: string;
  tags: TagView[];
  versionCount: number;
  latestVersion: number | null;
  aliases: AliasView[];
  createdAt: string;
  updatedAt: string;
};

export type ModelView = ModelSummary & { card: string; firstNumber: 0 | 1; createdBy: string };

export type ArtifactRef = { id: Id<"artifact">; project: string; name: string; number: number };

export type VersionSummary = {
  id: Id<"version">;
  model: { id: Id<"model">; name: string };
  number: number;
  aliases: AliasView[];
  tags: TagView[];
  description: string;
  artifact: ArtifactRef;
  digest: string;
  sizeBytes: number;
  fileCount: number;
  referenceUri: string | null;
  metadata: JsonObject;
  linkedAt: string;
  linkedBy: string;
};

export type FileView = { path: string; sizeBytes: number; sha256: string };

export type VersionView = VersionSummary & {
  artifactType: string;
  source: ArtifactSource;
  evaluations: EvaluationView[];
};

export type EvaluationView = {
  id: Id<"evaluation">;
  name: string;
  metrics: Record<string, number>;
  checks: Record<string, boolean>;
  runUrl: string | null;
  by: string;
  at: string;
};

export type ArtifactState = "uploading" | "committed";

export type ArtifactView = ArtifactRef & {
  type: string;
  state: ArtifactState;
  description: string;
  metadata: JsonObject;
  source: ArtifactSource;
  digest: string;
  sizeBytes: number;
  fileCount: number;
  referenceUri: string | null;
  createdAt: string;
  createdBy: string;
};

export type ProjectView = { name: string; createdAt: string };

/** A file that still has to be uploaded: parts of at most `partBytes`, numbered from 1; `received` are already here. */
export type UploadView = {
  id: Id<"upload">;
  path: string;
  sizeBytes: number;
  sha256: string;
  partBytes: number;
  received: number[];
};

export type ArtifactDraft = { artifact: ArtifactView; uploads: UploadView[] };
