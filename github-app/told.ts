/** What GitHub said to one question: an answer, that there is no such thing, or nothing that could be relied on. */
export type Told<T> = { kind: "answer"; value: T } | { kind: "missing" } | { kind: "away" };

/** Waits for one answer. A refusal is an answer; being cut off, limited or broken is none. */
export async function told<T>(asked: Promise<{ data: T }>): Promise<Told<T>> {
  try {
    return { kind: "answer", value: (await asked).data };
  } catch (error) {
    return isMissing(error) ? { kind: "missing" } : { kind: "away" };
  }
}

/** The answer, or what stands in its place. */
export function answerOr<T, Other>(asked: Told<T>, other: Other): T | Other {
  return asked.kind === "answer" ? asked.value : other;
}

/** Octokit's errors carry the status of the answer. */
export function statusOf(error: unknown): number | null {
  return error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : null;
}

function isMissing(error: unknown): boolean {
  const status = statusOf(error);
  return status === 404 || status === 410;
}
