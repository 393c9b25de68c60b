import * as z from "zod";

/** A missing bucket is not among them: that is the operator's mistake, and must not look like a missing file. */
const ABSENT = new Set(["NoSuchKey", "NotFound", "NoSuchUpload", "InvalidRange"]);

const seen = z.object({
  name: z.string().optional(),
  code: z.string().optional(),
  $metadata: z.object({ httpStatusCode: z.number().optional() }).optional(),
});
/** A code, and nothing that could be a sentence, an address or a signature. */
const CODE = /^[A-Za-z][A-Za-z0-9_.]{0,63}$/;

export function isAbsent(error: unknown): boolean {
  const { data } = seen.safeParse(error);
  return data?.name !== undefined && ABSENT.has(data.name);
}

/**
 * What is thrown when the store fails. The SDK's own error is dropped, cause and all: its text quotes addresses, and its
 * fields hold the request with its signature.
 */
export function outageOf(call: string, error: unknown, isOverdue: boolean): Error {
  const { data } = seen.safeParse(error);
  const names = [data?.code, data?.name].filter((name) => name !== undefined && name !== "Error" && CODE.test(name));
  const status = data?.$metadata?.httpStatusCode;
  const why = isOverdue ? "it did not answer in time" : (names[0] ?? "no reason given");
  const answered = status === undefined || isOverdue ? "" : `, HTTP ${status}`;
  return new Error(
    `The file store failed at ${call}: ${why}${answered}. Look at the store, STORAGE_URL and the credentials.`,
  );
}
