import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { refuseForeign, uploadAnswer } from "@/app/_server/upload-answer";
import { newArtifact } from "@/lib/core/registry";
import { refuse } from "@/lib/core/result";
import { createArtifact } from "@/lib/registry/artifacts/commands";

/** As the API's: ten thousand files with long paths need more than other bodies. */
const MANIFEST_BYTES_MAX = 16 * 1024 * 1024;

/** Begins an artifact by its manifest: answers which of its files have to be sent. */
export async function POST(request: Request, { params }: { params: Promise<{ team: string }> }): Promise<Response> {
  const foreign = refuseForeign(request);
  if (foreign) {
    return foreign;
  }
  const scope = await requireScope((await params).team);
  const text = await boundedText(request, MANIFEST_BYTES_MAX);
  if (text === null) {
    return uploadAnswer(refuse({ code: "too_large", message: "The list of files is over 16 MB. Send fewer at once." }));
  }
  const parsed = newArtifact.safeParse(jsonOf(text));
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "The list of files cannot be read.";
    return uploadAnswer(refuse({ code: "invalid", message }));
  }
  return uploadAnswer(await createArtifact(await db(), scope, parsed.data));
}

/** The body, unless it is longer than it may be: then the rest is not read. */
async function boundedText(request: Request, bytesMax: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > bytesMax) {
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // Decided by the schema: undefined is no artifact.
  }
}
