import * as z from "zod";
import {
  type AliasMoved,
  type AliasMoveView,
  type AliasView,
  type ArtifactDraft,
  type ArtifactRef,
  type ArtifactView,
  artifactSource as artifactSourceInput,
  type EvaluationView,
  type FileView,
  type ModelSummary,
  type ModelView,
  type TagView,
  type UploadView,
  type VersionSummary,
  type VersionView,
} from "@/lib/core/registry";
import { anyJsonObject, id, idOrNull, named, time } from "./shared";

const versionNumber = z.int().meta({ description: "The number of a version: 3 for `v3`." });

export const tagView = z
  .object({ key: z.string(), value: z.string() })
  .meta({ id: "Tag" }) satisfies z.ZodType<TagView>;

export const aliasView = z
  .object({
    name: z.string(),
    version: versionNumber,
    isProtected: z.boolean().meta({ description: "Only admins may put, move or remove it." }),
    isSystem: z.boolean().meta({ description: "`latest`: kept by the system." }),
    since: time,
    by: z.string(),
  })
  .meta({ id: "Alias" }) satisfies z.ZodType<AliasView>;

export const aliasMoveView = z
  .object({
    id: id("aliasMove"),
    alias: z.string(),
    from: versionNumber.nullable().meta({ description: "Null when the alias was new." }),
    to: versionNumber.nullable().meta({ description: "Null when the alias was removed." }),
    at: time,
    by: z.string(),
  })
  .meta({ id: "AliasMove" }) satisfies z.ZodType<AliasMoveView>;

export const aliasMoved = z
  .object({
    alias: z.string(),
    from: versionNumber.nullable(),
    to: versionNumber.nullable(),
    eventId: idOrNull("event", "Null when the alias stood there already: nothing happened."),
  })
  .meta({ id: "AliasMoved" }) satisfies z.ZodType<AliasMoved>;

const modelSummaryShape = {
  id: id("model"),
  name: z.string(),
  description: z.string(),
  tags: z.array(tagView),
  versionCount: z.int(),
  latestVersion: versionNumber.nullable(),
  aliases: z.array(aliasView),
  createdAt: time,
  updatedAt: time,
};

export const modelSummary = z.object(modelSummaryShape).meta({ id: "ModelSummary" }) satisfies z.ZodType<ModelSummary>;

export const modelView = z
  .object({
    ...modelSummaryShape,
    card: z.string().meta({ description: "Markdown." }),
    firstNumber: z.union([z.literal(0), z.literal(1)]).meta({ description: "The number of its first version." }),
    createdBy: z.string(),
  })
  .meta({ id: "Model" }) satisfies z.ZodType<ModelView>;

const artifactRefShape = { id: id("artifact"), project: z.string(), name: z.string(), number: z.int() };
const artifactRef = z.object(artifactRefShape).meta({ id: "ArtifactRef" }) satisfies z.ZodType<ArtifactRef>;
const source = z.object(artifactSourceInput.shape).meta({ id: "ArtifactSource" });

export const evaluationView = z
  .object({
    id: id("evaluation"),
    name: z.string(),
    metrics: z.record(z.string(), z.number()),
    checks: z.record(z.string(), z.boolean()),
    runUrl: z.string().nullable(),
    by: z.string(),
    at: time,
  })
  .meta({ id: "Evaluation" }) satisfies z.ZodType<EvaluationView>;

const versionSummaryShape = {
  id: id("version"),
  model: named("model"),
  number: versionNumber,
  aliases: z.array(aliasView),
  tags: z.array(tagView),
  description: z.string(),
  artifact: artifactRef,
  digest: z.string(),
  sizeBytes: z.int(),
  fileCount: z.int(),
  referenceUri: z.string().nullable().meta({ description: "Set where the bytes are kept elsewhere." }),
  metadata: anyJsonObject,
  linkedAt: time,
  linkedBy: z.string(),
};

export const versionSummary = z
  .object(versionSummaryShape)
  .meta({ id: "VersionSummary" }) satisfies z.ZodType<VersionSummary>;

export const versionView = z
  .object({ ...versionSummaryShape, artifactType: z.string(), source, evaluations: z.array(evaluationView) })
  .meta({ id: "Version" }) satisfies z.ZodType<VersionView>;

export const fileView = z
  .object({ path: z.string(), sizeBytes: z.int(), sha256: z.string() })
  .meta({ id: "File" }) satisfies z.ZodType<FileView>;

export const artifactView = z
  .object({
    ...artifactRefShape,
    type: z.string(),
    state: z.enum(["uploading", "committed"]),
    description: z.string(),
    metadata: anyJsonObject,
    source,
    digest: z.string(),
    sizeBytes: z.int(),
    fileCount: z.int(),
    referenceUri: z.string().nullable(),
    createdAt: time,
    createdBy: z.string(),
  })
  .meta({ id: "Artifact" }) satisfies z.ZodType<ArtifactView>;

export const uploadView = z
  .object({
    id: id("upload"),
    path: z.string(),
    sizeBytes: z.int(),
    sha256: z.string(),
    partBytes: z.int().meta({ description: "Each part holds this many bytes; the last one holds the rest." }),
    received: z.array(z.int()).meta({ description: "The parts that are here already, numbered from 1." }),
    isPresignable: z.boolean().meta({ description: "The store takes the parts itself, at addresses to ask for." }),
  })
  .meta({ id: "Upload" }) satisfies z.ZodType<UploadView>;

export const artifactDraft = z
  .object({ artifact: artifactView, uploads: z.array(uploadView) })
  .meta({ id: "ArtifactDraft" }) satisfies z.ZodType<ArtifactDraft>;
