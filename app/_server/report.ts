import { format } from "node:util";
import { log } from "@/lib/platform/log";

type Console = Pick<typeof console, "error" | "warn">;

/** What Next tells of a request that failed. Its address is left aside: it may hold a sign-in key. */
export type FailedRequest = { method: string; route: string; kind: string };

/** Errors whose whole story the log has already. */
const told = new WeakSet<object>();

/**
 * Takes over what the process complains of on the console: Next prints the errors of pages there with message, query and
 * values, past our log, whose lines are redacted. Not in development, where people read the console.
 */
export function captureConsole(target: Console = console): void {
  target.error = (...parts: unknown[]) => tell("error", parts);
  target.warn = (...parts: unknown[]) => tell("warn", parts);
}

/** Logs a request that failed outside the REST API: a page, a form's action, a route. */
export function reportRequestError(error: unknown, request: FailedRequest): void {
  // The console usually had it first; then the same error is only given its place.
  const digest = typeof error === "object" && error !== null && "digest" in error ? String(error.digest) : undefined;
  const err = isTold(error) ? {} : { err: error };
  remember(error);
  log().error({ ...request, ...(digest === undefined ? {} : { digest }), ...err }, "A request failed.");
}

/** Objects stay objects: only by the names of its fields does the log know what is secret in one. */
function tell(level: "error" | "warn", parts: readonly unknown[]): void {
  const err = parts.find((part) => part instanceof Error);
  const objects = parts.filter((part) => part !== err && typeof part === "object" && part !== null);
  const words = parts.filter((part) => part !== err && !objects.includes(part));
  remember(err);
  log()[level](
    { ...(err ? { err } : {}), ...(objects.length > 0 ? { objects } : {}) },
    words.length > 0 ? format(...words) : "The server reported an error.",
  );
}

function isTold(error: unknown): boolean {
  return typeof error === "object" && error !== null && told.has(error);
}

function remember(error: unknown): void {
  if (typeof error === "object" && error !== null) {
    told.add(error);
  }
}
