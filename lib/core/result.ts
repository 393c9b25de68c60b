/** One thing wrong with the input: `path` is dotted (`filter.alias.matches`). */
export type FieldProblem = { path: string; message: string };

export const PROBLEM_CODES = [
  "malformed",
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "in_progress",
  "too_large",
  "unsupported_media_type",
  "rate_limited",
  "unavailable",
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A refusal that the caller could expect. `message` says what is wrong, then the remedy, and never quotes a secret. */
export type Problem = {
  code: ProblemCode;
  message: string;
  /** The input field at fault, dotted. */
  field?: string;
  /** A finer code, for programs, where several causes share one. */
  reason?: string;
  /** What was not found, in one word, for an edge that says so in words of its own. */
  missing?: string;
  errors?: readonly FieldProblem[];
};

export type Result<T, P = Problem> = { ok: true; value: T } | { ok: false; problem: P };

export function ok<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<P = Problem>(problem: P): { ok: false; problem: P } {
  return { ok: false, problem };
}

/** The same answer for what does not exist and for what belongs to another team or lies outside a token's models. */
export function notFound(what: string): { ok: false; problem: Problem } {
  return refuse({ code: "not_found", missing: what, message: `There is no such ${what}.` });
}
