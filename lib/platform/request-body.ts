import { ok, type Problem, type Result, refuse } from "@/lib/core/result";

export const JSON_BYTES_MAX = 1024 * 1024;

/** Reads a request's body up to the limit, whatever its Content-Length says. */
export async function readBytes({ body }: Request, bytesMax: number): Promise<Result<Uint8Array>> {
  if (body === null) {
    return ok(new Uint8Array());
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > bytesMax) {
      return refuse(tooLarge(bytesMax)); // Leaving the loop cancels the stream.
    }
    chunks.push(chunk);
  }
  return ok(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
}

export function tooLarge(bytesMax: number): Problem {
  return { code: "too_large", message: `The body is over ${bytesMax.toLocaleString("en")} bytes. Send less at once.` };
}
