import * as z from "zod";
import type { TeamScope } from "@/lib/core/actor";
import { pageRequest } from "@/lib/core/page";
import { FILES_MAX } from "@/lib/core/registry";
import { ok } from "@/lib/core/result";
import { downloadUrl } from "@/lib/core/site-urls";
import { listFiles } from "@/lib/registry/artifacts/queries";
import { getVersion } from "@/lib/registry/versions/queries";
import { fileResponse } from "../file-response";
import { type Operation, operation, type StreamCard, streamOperation } from "../operation";
import { fileView } from "../schemas/registry";
import { id, nameParam, pageOf } from "../schemas/shared";
import { EXAMPLE_FILE, EXAMPLE_SHA256, EXAMPLE_VERSION } from "./examples";
import { NO_VERSION, versionParams } from "./versions";

export const FILE_STREAM = {
  responseMediaType: "application/octet-stream",
  requestHeaders: z.object({
    Range: z.string().optional().meta({ description: "One range of bytes, such as `bytes=1048576-`." }),
    "If-Range": z.string().optional().meta({ description: "The `ETag` that the range must still be of." }),
    "If-None-Match": z.string().optional().meta({ description: "An `ETag` that the caller has already." }),
  }),
  alsoAnswers: {
    206: { description: "The range that was asked for.", holds: "bytes" },
    307: {
      description: "Where the store itself serves these bytes, for some minutes. Follow it without the token.",
      holds: "nothing",
    },
    304: { description: "The caller has these bytes already.", holds: "nothing" },
    416: { description: "The file ends before the range begins. `Content-Range` tells its size.", holds: "problem" },
  },
} as const satisfies StreamCard;

export const FILE_DESCRIPTION =
  "Answers the bytes as an attachment, whole or a range of them: streamed, or by a redirect to the store that keeps them. `Repr-Digest` and `ETag` of a streamed answer hold the SHA-256 of the whole file.";

export const fileQuery = z.object({
  via: z.enum(["store", "server"]).default("store").meta({
    description: "`server`: never redirect, for callers that cannot reach the store.",
  }),
});

export const filePathParam = nameParam("The file's path within the artifact; slashes stay as they are.");

const manifestFile = z.object({
  ...fileView.shape,
  url: z.string().meta({ description: "Where the bytes are. It takes the same token." }),
});

/** What a job downloads by: the version that a moving name meant at this moment, by names that never move. */
const manifest = z
  .object({
    ref: z.string().meta({ description: "`team/model:v3`: the same bytes for ever." }),
    versionId: id("version"),
    model: z.string(),
    number: z.int(),
    digest: z.string(),
    sizeBytes: z.int(),
    referenceUri: z
      .string()
      .nullable()
      .meta({ description: "Set where the bytes are kept elsewhere; then no file is listed." }),
    files: z.array(manifestFile),
  })
  .meta({ id: "Manifest" });

const EXAMPLE_URL =
  "https://modelwire.example.com/api/v1/teams/acme/models/fraud-detector/versions/v3/files/model.onnx";

export const FILE_OPERATIONS: readonly Operation[] = [
  operation({
    id: "downloadVersion",
    purposes: ["download"],
    method: "GET",
    path: "/teams/{team}/models/{model}/versions/{version}/download",
    tag: "Versions",
    summary: "Resolve a version for download",
    description:
      "Resolves `v3`, `latest` or an alias to an immutable reference, with every file, its digest and its address.",
    params: versionParams,
    success: {
      status: 200,
      description: "What to download.",
      schema: manifest,
      example: {
        ref: "acme/fraud-detector:v3",
        versionId: EXAMPLE_VERSION.id,
        model: "fraud-detector",
        number: 3,
        digest: EXAMPLE_SHA256,
        sizeBytes: EXAMPLE_FILE.sizeBytes,
        referenceUri: null,
        files: [{ ...EXAMPLE_FILE, url: EXAMPLE_URL }],
      },
    },
    problems: { not_found: NO_VERSION },
    async run({ db, baseUrl }, { scope, params }) {
      const version = await getVersion(db, scope, params.model, params.version);
      if (!version.ok) {
        return version;
      }
      const { id: versionId, model, number, digest, sizeBytes, referenceUri, artifact } = version.value;
      const files = await listFiles(db, scope, artifact.id, { limit: FILES_MAX });
      if (!files.ok) {
        return files;
      }
      const base = filesUrl(baseUrl, scope, model.name, number);
      return ok({
        ref: `${scope.teamName}/${model.name}:v${number}`,
        versionId,
        model: model.name,
        number,
        digest,
        sizeBytes,
        referenceUri,
        files: files.value.items.map((file) => ({ ...file, url: `${base}/${encodedPath(file.path)}` })),
      });
    },
  }),
  operation({
    id: "listVersionFiles",
    purposes: ["download"],
    method: "GET",
    path: "/teams/{team}/models/{model}/versions/{version}/files",
    tag: "Versions",
    summary: "List files of a version",
    description: "Paths, sizes and digests, in the order of the paths.",
    params: versionParams,
    query: pageRequest,
    success: {
      status: 200,
      description: "One page of files.",
      schema: pageOf(fileView),
      example: { items: [EXAMPLE_FILE], nextCursor: null },
    },
    problems: { not_found: NO_VERSION },
    async run({ db }, { scope, params, query }) {
      const version = await getVersion(db, scope, params.model, params.version);
      return version.ok ? listFiles(db, scope, version.value.artifact.id, query) : version;
    },
  }),
  streamOperation({
    id: "downloadVersionFile",
    purposes: ["download"],
    method: "GET",
    path: "/teams/{team}/models/{model}/versions/{version}/files/{path+}",
    tag: "Versions",
    summary: "Download a file of a version",
    description: FILE_DESCRIPTION,
    params: versionParams.extend({ path: filePathParam }),
    query: fileQuery,
    success: { status: 200, description: "The whole file." },
    stream: FILE_STREAM,
    problems: { not_found: "There is no such model, version or file." },
    async run(api, { scope, params, query, request }) {
      const version = await getVersion(api.db, scope, params.model, params.version);
      return version.ok
        ? fileResponse(api, scope, { ...query, artifactId: version.value.artifact.id, path: params.path }, request)
        : version;
    },
  }),
];

function filesUrl(baseUrl: string, scope: TeamScope, model: string, number: number): string {
  return downloadUrl(baseUrl, scope.teamName, model, number).replace(/\/download$/, "/files");
}

function encodedPath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}
