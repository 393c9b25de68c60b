import { db, startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refuseForeign, uploadAnswer } from "@/app/_server/upload-answer";
import { PART_BYTES_MAX } from "@/lib/core/registry";
import { refuse } from "@/lib/core/result";
import { receivePart } from "@/lib/registry/artifacts/commands";

type PartContext = { params: Promise<{ team: string; upload: string; part: string }> };

/** One part of one file, streamed into the store as it comes. */
export async function PUT(request: Request, { params }: PartContext): Promise<Response> {
  const foreign = refuseForeign(request);
  if (foreign) {
    return foreign;
  }
  const { team, upload, part } = await params;
  const scope = await requireScope(team);
  if (Number(request.headers.get("content-length") ?? 0) > PART_BYTES_MAX) {
    return uploadAnswer(refuse({ code: "too_large", message: "A part has at most 8 MB." }));
  }
  const { ports } = await startRuntime();
  const received = { uploadId: upload, partNumber: Number(part), bytes: request.body ?? NO_BYTES };
  return uploadAnswer(await receivePart(await db(), scope, ports.storage, received));
}

const NO_BYTES: AsyncIterable<Uint8Array> = { async *[Symbol.asyncIterator]() {} };
