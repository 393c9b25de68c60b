import { setTimeout as wait } from "node:timers/promises";
import { DELIVERY_STATES, type DeliveryState } from "@/lib/core/delivery";
import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import {
  attemptLines,
  DELIVERY_HEADINGS,
  type DeliveryRow,
  deliveryCells,
  deliveryFacts,
  followLine,
} from "../delivery-lines";
import { type Answer, fail } from "../failure";
import { createFollower, type FollowSource } from "../follow";
import { listUpTo } from "../list";
import { type Session, tell } from "../session";
import { printTable, tableLines } from "../table";
import { shown } from "../terminal";

export type DeliveryFilter = { state?: string; automation?: string; model?: string };
export type DeliveryOptions = DeliveryFilter & { limit: number; follow: boolean };

const LOOK_EVERY_MS = 1_000;
const RECONNECT_MS = 5_000;
const FOLLOW_PAGE = 1_000;
const FIRST_LINES = 10;

export async function deliveriesCommand(session: Session, options: DeliveryOptions): Promise<Answer<null>> {
  const { limit, follow, ...filter } = options;
  const state = readState(filter.state);
  if (!state.ok) {
    return state;
  }
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  if (follow) {
    return followDeliveries(session, team.value, { ...filter, state: state.value });
  }

  const deliveries = await readDeliveries(session, team.value, limit, queryOf({ ...filter, state: state.value }));
  if (!deliveries.ok) {
    return deliveries;
  }
  return tell(session, deliveries.value.items, () => {
    if (deliveries.value.items.length === 0) {
      session.terminal.note("No deliveries. They appear when an automation matches a change in the registry.");
      return;
    }
    const rows = deliveries.value.items.map((delivery) => deliveryCells(delivery, session.now()));
    printTable(session.terminal, DELIVERY_HEADINGS, rows);
  });
}

export async function showDeliveryCommand(session: Session, id: string): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const delivery = await readDelivery(session, team.value, id);
  if (!delivery.ok) {
    return delivery;
  }

  return tell(session, delivery.value, () => {
    const { terminal } = session;
    const attempts = [...delivery.value.history].sort((a, b) => a.number - b.number);
    const lines = [
      ...tableLines(terminal, deliveryFacts(delivery.value)),
      ...attempts.flatMap((attempt) => attemptLines(terminal, attempt)),
    ];
    for (const line of lines) {
      terminal.out(line);
    }
  });
}

export function redeliverCommand(session: Session, id: string): Promise<Answer<null>> {
  return moveDelivery(session, id, (params) =>
    ask(session.api.POST("/teams/{team}/deliveries/{delivery}/redeliver", { params })),
  );
}

/** Says of a delivery whose end is not known that it arrived. */
export function confirmCommand(session: Session, id: string): Promise<Answer<null>> {
  return moveDelivery(session, id, (params) =>
    ask(session.api.POST("/teams/{team}/deliveries/{delivery}/confirm", { params })),
  );
}

type Params = { path: { team: string; delivery: string } };

async function moveDelivery(
  session: Session,
  id: string,
  move: (params: Params) => Promise<Answer<{ from: string; to: string }>>,
): Promise<Answer<null>> {
  const team = await session.team(null);
  if (!team.ok) {
    return team;
  }
  const moved = await move({ path: { team: team.value, delivery: id } });
  return moved.ok
    ? tell(session, moved.value, () => session.terminal.out(`${shown(id)}: ${moved.value.from} → ${moved.value.to}`))
    : moved;
}

/** Tails until it is interrupted. A server that restarts is waited for; a refusal ends it. */
async function followDeliveries(session: Session, team: string, filter: Filter): Promise<Answer<null>> {
  // The state is looked at here: a delivery that leaves it must not vanish from what is followed.
  const follower = createFollower(followSource(session, team, queryOf({ ...filter, state: null })));
  const interrupted = session.interrupted();
  while (!interrupted.aborted) {
    const changed = await follower.look();
    if (!changed.ok && changed.problem.kind !== "unreachable") {
      return changed;
    }
    if (changed.ok) {
      tellChanged(session, filter.state, changed.value);
    } else {
      session.terminal.note(`${changed.problem.message} Trying again in ${RECONNECT_MS / 1_000} s.`);
    }
    await wait(changed.ok ? LOOK_EVERY_MS : RECONNECT_MS, undefined, { signal: interrupted }).catch(() => undefined);
  }
  return ok(null);
}

function tellChanged(session: Session, state: DeliveryState | null, deliveries: readonly DeliveryRow[]): void {
  for (const delivery of deliveries.filter((each) => state === null || state === each.state)) {
    session.terminal.out(
      session.isJson ? JSON.stringify(delivery) : followLine(session.terminal, delivery, session.now()),
    );
  }
}

function followSource(session: Session, team: string, query: Query): FollowSource {
  return {
    async listSince(since) {
      const limit = since === null ? FIRST_LINES : FOLLOW_PAGE;
      const found = await readDeliveries(session, team, limit, since === null ? query : { ...query, since });
      return found.ok ? ok(found.value.items.reverse()) : found;
    },
    get: (id) => readDelivery(session, team, id),
  };
}

type Filter = { state: DeliveryState | null; automation?: string; model?: string };
type Query = { state?: DeliveryState; automation?: string; model?: string; since?: string };

function readDeliveries(session: Session, team: string, limit: number, query: Query) {
  return listUpTo(limit, (page) =>
    ask(session.api.GET("/teams/{team}/deliveries", { params: { path: { team }, query: { ...query, ...page } } })),
  );
}

function readDelivery(session: Session, team: string, id: string) {
  const path = { team, delivery: id };
  return ask(session.api.GET("/teams/{team}/deliveries/{delivery}", { params: { path } }));
}

function queryOf({
  state,
  automation,
  model,
}: {
  state: DeliveryState | null;
  automation?: string;
  model?: string;
}): Query {
  return {
    ...(state === null ? {} : { state }),
    ...(automation === undefined ? {} : { automation }),
    ...(model === undefined ? {} : { model }),
  };
}

function readState(text: string | undefined): Answer<DeliveryState | null> {
  if (text === undefined) {
    return ok(null);
  }
  const state = DELIVERY_STATES.find((candidate) => candidate === text);
  return state ? ok(state) : fail("usage", `${shown(text)} is no state. Choose one of ${DELIVERY_STATES.join(", ")}.`);
}
