import * as z from "zod";
import { pageRequest } from "@/lib/core/page";
import { artifactSearch, newArtifact, PART_BYTES_MAX, type ProjectView, type UploadView } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import type { Storage } from "@/lib/platform/storage/port";
import { commitArtifact, createArtifact, deleteArtifact } from "@/lib/registry/artifacts/commands";
import { getArtifact, listArtifacts, listFiles, listProjects, listUploads } from "@/lib/registry/artifacts/queries";
import { fileResponse } from "../file-response";
import { type Operation, operation, streamOperation } from "../operation";
import { artifactDraft, artifactView, fileView, uploadView } from "../schemas/registry";
import { nameParam, pageOf, time } from "../schemas/shared";
import { EXAMPLE_ARTIFACT, EXAMPLE_FILE } from "./examples";
import { FILE_DESCRIPTION, FILE_STREAM, filePathParam, fileQuery } from "./files";
import { PART_OPERATIONS } from "./parts";

/** A manifest of ten thousand files with long paths needs more than other bodies. */
const MANIFEST_BYTES_MAX = 16 * 1024 * 1024;

const artifactParams = z.object({ artifact: nameParam("The artifact's id.") });
const NO_ARTIFACT = "There is no such artifact.";

const projectView = z
  .object({ name: z.string(), createdAt: time })
  .meta({ id: "Project" }) satisfies z.ZodType<ProjectView>;

const EXAMPLE_UPLOAD = {
  id: "upl_019a2f64-7c1e-7d5a-9b3f-2c8e4d6f1a18",
  ...EXAMPLE_FILE,
  partBytes: PART_BYTES_MAX,
  received: [],
  isPresignable: true,
};

const LOGGING: readonly Operation[] = [
  operation({
    id: "createArtifact",
    purposes: ["log"],
    method: "POST",
    path: "/teams/{team}/artifacts",
    tag: "Artifacts",
    summary: "Begin an artifact",
    description:
      "Enters an artifact by its manifest and answers which files have to be uploaded: those whose bytes the team has not proven before. With none of them, or a `reference`, it is committed at once.",
    body: newArtifact.meta({ id: "NewArtifact" }),
    bodyBytesMax: MANIFEST_BYTES_MAX,
    bodyExample: {
      project: "training",
      name: "fraud-model",
      metadata: EXAMPLE_ARTIFACT.metadata,
      files: [EXAMPLE_FILE],
    },
    success: {
      status: 201,
      description: "The artifact, and what it waits for.",
      schema: artifactDraft,
      example: { artifact: EXAMPLE_ARTIFACT, uploads: [EXAMPLE_UPLOAD] },
      location: ({ artifact }) => artifact.id,
    },
    problems: {},
    async run({ db, storage }, { scope, body }) {
      const draft = await createArtifact(db, scope, body);
      return draft.ok ? ok({ ...draft.value, uploads: draft.value.uploads.map(withPresign(storage)) }) : draft;
    },
  }),
  operation({
    id: "listUploads",
    purposes: ["log"],
    method: "GET",
    path: "/teams/{team}/artifacts/{artifact}/uploads",
    tag: "Artifacts",
    summary: "List what an artifact waits for",
    description: "The files still to be uploaded, with the parts that are here: ask this before an upload goes on.",
    params: artifactParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of uploads.",
      schema: pageOf(uploadView),
      example: { items: [EXAMPLE_UPLOAD], nextCursor: null },
    },
    problems: { not_found: NO_ARTIFACT },
    async run({ db, storage }, { scope, params, query }) {
      const page = await listUploads(db, scope, storage, { ...query, artifactId: params.artifact });
      return page.ok ? ok({ ...page.value, items: page.value.items.map(withPresign(storage)) }) : page;
    },
  }),
  ...PART_OPERATIONS,
  operation({
    id: "commitArtifact",
    purposes: ["log"],
    method: "POST",
    path: "/teams/{team}/artifacts/{artifact}/commit",
    tag: "Artifacts",
    summary: "Commit an artifact",
    description:
      "Reads every uploaded byte once, and commits the artifact when all are what was declared. Otherwise the uploads stay, to be mended. Committing twice is the same as once.",
    params: artifactParams,
    success: {
      status: 200,
      description: "The artifact.",
      schema: artifactView,
      example: { ...EXAMPLE_ARTIFACT, state: "committed" },
    },
    problems: {
      not_found: NO_ARTIFACT,
      conflict: "A file is not here yet, or its bytes are not those that were declared.",
      invalid:
        "A file's bytes are not those that were declared, or the `Idempotency-Key` was used for another request.",
    },
    run: ({ db, storage }, { scope, params }) => commitArtifact(db, scope, storage, { artifactId: params.artifact }),
  }),
  operation({
    id: "deleteArtifact",
    method: "DELETE",
    path: "/teams/{team}/artifacts/{artifact}",
    tag: "Artifacts",
    summary: "Delete an artifact",
    description:
      "Deletes an artifact that no version uses, or gives up one that is being uploaded. Bytes that nothing needs go too.",
    params: artifactParams,
    success: { status: 204, description: "The artifact is gone." },
    problems: { not_found: NO_ARTIFACT, conflict: "Versions are made from this artifact." },
    run: ({ db, storage }, { scope, params }) => deleteArtifact(db, scope, storage, { artifactId: params.artifact }),
  }),
];

const READING: readonly Operation[] = [
  operation({
    id: "listProjects",
    method: "GET",
    path: "/teams/{team}/projects",
    tag: "Artifacts",
    summary: "List projects",
    description: "The names under which training runs log artifacts.",
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of projects.",
      schema: pageOf(projectView),
      example: { items: [{ name: "training", createdAt: EXAMPLE_ARTIFACT.createdAt }], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listProjects(db, scope, query),
  }),
  operation({
    id: "listArtifacts",
    method: "GET",
    path: "/teams/{team}/artifacts",
    tag: "Artifacts",
    summary: "List artifacts",
    description: "The team's artifacts, newest first: of a project, of a name in it, or all.",
    query: artifactSearch,
    success: {
      status: 200,
      description: "One page of artifacts.",
      schema: pageOf(artifactView),
      example: { items: [EXAMPLE_ARTIFACT], nextCursor: null },
    },
    problems: {},
    run: ({ db }, { scope, query }) => listArtifacts(db, scope, query),
  }),
  operation({
    id: "getArtifact",
    purposes: ["log"],
    method: "GET",
    path: "/teams/{team}/artifacts/{artifact}",
    tag: "Artifacts",
    summary: "Get an artifact",
    description: "One artifact with its metadata and digest.",
    params: artifactParams,
    success: { status: 200, description: "The artifact.", schema: artifactView, example: EXAMPLE_ARTIFACT },
    problems: { not_found: NO_ARTIFACT },
    run: ({ db }, { scope, params }) => getArtifact(db, scope, params.artifact),
  }),
  operation({
    id: "listArtifactFiles",
    method: "GET",
    path: "/teams/{team}/artifacts/{artifact}/files",
    tag: "Artifacts",
    summary: "List files of an artifact",
    description: "Paths, sizes and digests, in the order of the paths.",
    params: artifactParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of files.",
      schema: pageOf(fileView),
      example: { items: [EXAMPLE_FILE], nextCursor: null },
    },
    problems: { not_found: NO_ARTIFACT },
    run: ({ db }, { scope, params, query }) => listFiles(db, scope, params.artifact, query),
  }),
  streamOperation({
    id: "downloadArtifactFile",
    method: "GET",
    path: "/teams/{team}/artifacts/{artifact}/files/{path+}",
    tag: "Artifacts",
    summary: "Download a file of an artifact",
    description: FILE_DESCRIPTION,
    params: artifactParams.extend({ path: filePathParam }),
    query: fileQuery,
    success: { status: 200, description: "The whole file." },
    stream: FILE_STREAM,
    problems: { not_found: "There is no such artifact or file.", conflict: "The artifact is still being uploaded." },
    run: (api, { scope, params, query, request }) =>
      fileResponse(api, scope, { ...query, artifactId: params.artifact, path: params.path }, request),
  }),
];

export const ARTIFACT_OPERATIONS: readonly Operation[] = [...LOGGING, ...READING];

/** Tells a client whether it may send an upload's parts to the store itself. */
function withPresign({ presign }: Storage) {
  return (upload: UploadView) => ({ ...upload, isPresignable: presign !== undefined });
}
