import { ok, type Problem, type Result, refuse } from "./result";
import { retrySchedule } from "./webhook";

const SECONDS = { s: 1, min: 60, h: 3_600, d: 86_400 } as const;
type Unit = keyof typeof SECONDS;

const NEVER = "never";

/** A retry schedule as people write it: `5 s, 5 min, 2 h`; `never` for none. */
export function scheduleText(seconds: readonly number[]): string {
  return seconds.length === 0 ? NEVER : seconds.map(waitText).join(", ");
}

/** Reads what `scheduleText` writes, and its looser spellings: `90s 5m 2 hours`. Nothing at all means the standard: null. */
export function readSchedule(text: string): Result<number[] | null> {
  const trimmed = text.trim().toLowerCase();
  if (trimmed === "") {
    return ok(null);
  }
  if (trimmed === NEVER) {
    return ok([]);
  }

  const waits = trimmed.replaceAll(/(\d)\s+(?=[a-z])/g, "$1").split(/[\s,;]+/);
  const seconds = waits.filter((wait) => wait !== "").map(secondsOf);
  const wrong = seconds.indexOf(null);
  if (wrong >= 0) {
    return refuseSchedule(`${waits[wrong]} is no wait. Write waits like 5 s, 5 min, 2 h, 1 d, or never.`);
  }
  const checked = retrySchedule.safeParse(seconds);
  return checked.success
    ? ok(checked.data)
    : refuseSchedule("Give at most 20 waits, each of at least one second and at most 7 days.");
}

/** In the largest unit that says it exactly. */
function waitText(seconds: number): string {
  const unit = (["d", "h", "min"] as const).find((one) => seconds % SECONDS[one] === 0) ?? "s";
  // One day of hours reads as hours: 24 h stands beside 20 h.
  const shown: Unit = unit === "d" && seconds < 2 * SECONDS.d ? "h" : unit;
  return `${seconds / SECONDS[shown]} ${shown}`;
}

function secondsOf(wait: string): number | null {
  const match = /^(\d{1,7})(s|sec|secs|seconds?|m|min|mins|minutes?|h|hours?|d|days?)$/.exec(wait);
  if (!match?.[1] || !match[2]) {
    return null;
  }
  const unit: Unit = match[2].startsWith("m") ? "min" : (match[2][0] as "s" | "h" | "d"); // What the pattern lets through.
  return Number(match[1]) * SECONDS[unit];
}

function refuseSchedule(message: string): { ok: false; problem: Problem } {
  return refuse({ code: "invalid", field: "retrySchedule", message });
}
