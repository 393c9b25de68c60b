import { FINAL_STATES } from "@/lib/core/delivery";
import { isRunOver } from "@/lib/core/github-run";
import { ok } from "@/lib/core/result";
import type { DeliveryRow } from "./delivery-lines";
import type { Answer } from "./failure";

export type FollowSource = {
  /** Everything that was created since then, oldest first; the last few where there is no such moment yet. */
  listSince(since: string | null): Promise<Answer<DeliveryRow[]>>;
  get(id: string): Promise<Answer<DeliveryRow>>;
};

export type Follower = {
  /** Looks once, and answers what is new or has changed since the last look, oldest first. */
  look(): Promise<Answer<DeliveryRow[]>>;
};

/** How far back each look goes over what it has seen: a commit can be late by as much and still be told. */
const LOOK_BACK_MS = 30_000;
/** Open deliveries older than that are asked for one by one, so many a look. */
const ASKED_PER_LOOK_MAX = 50;

/** Tells each state of each delivery once, whatever order they come to light in. */
export function createFollower(source: FollowSource): Follower {
  const known = new Map<string, DeliveryRow>();
  let newest: string | null = null;

  async function look(): Promise<Answer<DeliveryRow[]>> {
    const since = newest === null ? null : new Date(Date.parse(newest) - LOOK_BACK_MS).toISOString();
    const listed = await source.listSince(since);
    if (!listed.ok) {
      return listed;
    }
    const old = await readOld(new Set(listed.value.map(({ id }) => id)));
    if (!old.ok) {
      return old;
    }

    const changed = [...old.value, ...listed.value].filter(
      (delivery) => signature(known.get(delivery.id)) !== signature(delivery),
    );
    for (const delivery of changed) {
      known.set(delivery.id, delivery);
      newest = newest === null || delivery.createdAt > newest ? delivery.createdAt : newest;
    }
    forget(newest);
    return ok(changed);
  }

  /** Those that still change but were created too long ago to be listed. */
  async function readOld(listed: ReadonlySet<string>): Promise<Answer<DeliveryRow[]>> {
    const open = [...known.values()].filter((delivery) => !listed.has(delivery.id) && !isSettled(delivery));
    const found: DeliveryRow[] = [];
    for (const { id } of open.slice(0, ASKED_PER_LOOK_MAX)) {
      const delivery = await source.get(id);
      if (delivery.ok) {
        found.push(delivery.value);
      } else if (delivery.problem.kind === "unreachable") {
        return delivery;
      } else {
        known.delete(id); // It is past the time that the server keeps deliveries for.
      }
    }
    return ok(found);
  }

  /** A tail runs for days: what is final and too old to be listed again need not be remembered. */
  function forget(newestAt: string | null): void {
    const horizon = newestAt === null ? 0 : Date.parse(newestAt) - 2 * LOOK_BACK_MS;
    for (const [id, delivery] of known) {
      if (isSettled(delivery) && Date.parse(delivery.createdAt) < horizon) {
        known.delete(id);
      }
    }
  }

  return { look };
}

/** Neither it nor the run that it started changes by itself. */
function isSettled({ state, run }: DeliveryRow): boolean {
  return FINAL_STATES.includes(state) && (run === null || isRunOver(run.state));
}

function signature(delivery: DeliveryRow | undefined): string {
  if (!delivery) {
    return "";
  }
  const { state, attempts, isPaused, lastStatus, run } = delivery;
  return [state, attempts, isPaused, lastStatus, run?.state, run?.attempt].join(" ");
}
