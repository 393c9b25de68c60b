import type { Assignment } from "@/lib/core/launch-agent";
import type { AgentConfig } from "./config";
import { pause } from "./patience";

/** What one timer of Node holds ends before 25 days. */
const TIMER_SECONDS_MAX = 86_400;

/** How long a run may take: what its queue says, and never longer than the agent allows. Null: as long as it likes. */
export function timeoutSecondsOf({ resource }: Assignment, config: AgentConfig): number | null {
  const given = [config.limits.timeoutSeconds, ...PLACES.map((place) => at(resource.arguments, place))];
  const limits = given.filter((limit) => typeof limit === "number");
  return limits.length === 0 ? null : Math.min(...limits);
}

/** True after these seconds, however many; false as soon as the signal ends it. */
export async function afterSeconds(seconds: number, signal: AbortSignal): Promise<boolean> {
  for (let left = seconds; left > 0; left -= TIMER_SECONDS_MAX) {
    if (!(await pause(Math.min(left, TIMER_SECONDS_MAX) * 1_000, signal))) {
      return false;
    }
  }
  return true;
}

/** Where the resource arguments of each kind say it (`lib/core/launch-resource.ts`). */
const PLACES = [["timeoutSeconds"], ["limits", "timeoutSeconds"], ["activeDeadlineSeconds"]] as const;

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  );
}
