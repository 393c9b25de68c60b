import * as z from "zod";
import { PART_BYTES_MAX, sha256 } from "@/lib/core/registry";
import { ok, type Result, refuse } from "@/lib/core/result";
import { tooLarge } from "@/lib/platform/request-body";
import type { StoredPart } from "@/lib/platform/storage/port";
import { presignPart, storePart } from "@/lib/registry/artifacts/receive-part";
import { type Operation, operation, streamOperation } from "../operation";
import { nameParam } from "../schemas/shared";
import { EXAMPLE_SHA256 } from "./examples";

const storedPart = z
  .object({ partNumber: z.int(), sizeBytes: z.int() })
  .meta({ id: "StoredPart" }) satisfies z.ZodType<StoredPart>;

const partParams = z.object({
  upload: nameParam("The upload's id."),
  part: z.coerce.number().int().min(1).max(1_000_000).meta({ description: "From 1." }),
});

const presignedPart = z
  .object({
    url: z.string().meta({
      description: "`PUT` the bytes there. It takes this part alone. Send it no token: it is a right of its own.",
    }),
    headers: z.record(z.string(), z.string()).meta({ description: "To be sent with the bytes, as they are." }),
    sizeBytes: z.int().meta({ description: "What the part holds; another `Content-Length` is refused." }),
    expiresInSeconds: z.int(),
  })
  .meta({ id: "PresignedPart" });

/** The two ways of a part: through this server, or straight to the store. */
export const PART_OPERATIONS: readonly Operation[] = [
  streamOperation({
    id: "uploadPart",
    purposes: ["log"],
    method: "PUT",
    path: "/teams/{team}/artifacts/uploads/{upload}/parts/{part}",
    tag: "Artifacts",
    summary: "Upload a part",
    description:
      "Streams one part of a file, numbered from 1, as raw bytes. Every part but the last holds exactly `partBytes`, 8 MiB. A part may be sent again. With `X-Content-SHA256`, a part that was damaged on its way is refused.",
    params: partParams,
    success: {
      status: 200,
      description: "The part is here.",
      schema: storedPart,
      example: { partNumber: 1, sizeBytes: PART_BYTES_MAX },
    },
    stream: {
      requestMediaType: "application/octet-stream",
      requestHeaders: z.object({
        "X-Content-SHA256": sha256.optional().meta({ description: "The SHA-256 of the part, in hexadecimal." }),
      }),
    },
    problems: {
      not_found: "There is no such upload.",
      forbidden: "The token's role does not allow this.",
      conflict: "The bytes are not those of `X-Content-SHA256`.",
      invalid: "The part has another size than it must have, or its number is none of the file's.",
      too_large: "The part is over 8 MiB.",
      unsupported_media_type: "The body is not `application/octet-stream`.",
    },
    run: ({ db, storage }, { scope, params, request }) =>
      receivePart(request, (part) =>
        storePart(db, scope, storage, { ...part, uploadId: params.upload, partNumber: params.part }),
      ),
  }),
  operation({
    id: "presignPart",
    purposes: ["log"],
    method: "POST",
    path: "/teams/{team}/artifacts/uploads/{upload}/parts/{part}/presign",
    tag: "Artifacts",
    summary: "Get a part's address at the store",
    description:
      "Answers where the store itself takes one part, where the upload is `isPresignable`: the bytes then go past this server. The commit reads them as all others. An address may be asked for again.",
    params: partParams,
    body: z.strictObject({
      sha256: sha256.optional().meta({ description: "The part's SHA-256: the store then refuses damaged bytes." }),
    }),
    bodyExample: { sha256: EXAMPLE_SHA256 },
    isWrite: false,
    success: {
      status: 200,
      description: "Where and how to send the part.",
      schema: presignedPart,
      example: {
        url: "https://models.s3.eu-central-1.amazonaws.com/staging/…?X-Amz-Signature=…",
        headers: { "x-amz-checksum-sha256": "n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=" },
        sizeBytes: PART_BYTES_MAX,
        expiresInSeconds: 900,
      },
    },
    problems: {
      not_found: "There is no such upload.",
      forbidden: "The token's role does not allow this.",
      conflict: "The server keeps files itself: send it the part.",
      invalid: "The file has no part of this number.",
    },
    run: ({ db, storage }, { scope, params, body }) =>
      presignPart(db, scope, storage, { ...body, uploadId: params.upload, partNumber: params.part }),
  }),
];

type PartBytes = { bytes: AsyncIterable<Uint8Array>; sha256?: string };

/** Judges what the headers say before a byte is read; the bytes then go to the store as they come, never held whole. */
async function receivePart(
  request: Request,
  store: (part: PartBytes) => Promise<Result<StoredPart>>,
): Promise<Result<StoredPart>> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/octet-stream") {
    return refuse({
      code: "unsupported_media_type",
      message: "Send the part as Content-Type: application/octet-stream.",
    });
  }
  if (Number(request.headers.get("content-length") ?? 0) > PART_BYTES_MAX) {
    return refuse(tooLarge(PART_BYTES_MAX));
  }
  const digest = readDigest(request.headers.get("x-content-sha256"));
  return digest.ok ? store({ bytes: request.body ?? NO_BYTES, ...digest.value }) : digest;
}

const NO_BYTES: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };

function readDigest(header: string | null): Result<{ sha256?: string }> {
  if (header === null) {
    return ok({});
  }
  return sha256.safeParse(header).success
    ? ok({ sha256: header })
    : refuse({
        code: "malformed",
        field: "X-Content-SHA256",
        message: `Give the SHA-256 as 64 lower-case hexadecimal digits, such as ${EXAMPLE_SHA256}.`,
      });
}
