import { ok, type Result } from "@/lib/core/result";

/** Why a command did not do what it was asked, as the exit code tells a script: 2, 1 and 3, in this order. */
export type FailureKind = "usage" | "refused" | "unreachable";

export type Failure = {
  kind: FailureKind;
  /** What is wrong, then the remedy. */
  message: string;
  /** One line for each field at fault. */
  lines?: readonly string[];
  requestId?: string | null;
  /** The server's own name for the kind of refusal, for programs. */
  code?: string;
  /** A finer one, where the server names one. */
  reason?: string;
};

export type Answer<T> = Result<T, Failure>;

export const EXIT_CODES = { usage: 2, refused: 1, unreachable: 3 } as const satisfies Record<FailureKind, number>;

export function fail(kind: FailureKind, message: string): { ok: false; problem: Failure } {
  return { ok: false, problem: { kind, message } };
}

/** All values, or the first failure. */
export function allOf<T>(answers: readonly Answer<T>[]): Answer<T[]> {
  const values: T[] = [];
  for (const answer of answers) {
    if (!answer.ok) {
      return answer;
    }
    values.push(answer.value);
  }
  return ok(values);
}

/** What a schema of core finds wrong with what was typed. */
export function usageOf({ issues }: { issues: readonly { path: PropertyKey[]; message: string }[] }): {
  ok: false;
  problem: Failure;
} {
  const [first] = issues;
  const where = first && first.path.length > 0 ? `${first.path.map(String).join(".")}: ` : "";
  return fail("usage", `${where}${first?.message ?? "This is not right."}`);
}
