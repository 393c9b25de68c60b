import { type Random, seededRandom } from "./random";

/** What is done to whom. `worker` and `hook` count from 0. */
export type Fault =
  | { kind: "kill"; worker: number; downMs: number }
  | { kind: "stop"; worker: number; downMs: number }
  /** Longer than a lease: its successor has taken over when it comes back. */
  | { kind: "freeze"; worker: number; forMs: number }
  /** Shorter than a lease: it comes back to what is still its own. */
  | { kind: "nap"; worker: number; forMs: number }
  | { kind: "restart"; mode: "fast" | "immediate"; downMs: number }
  | { kind: "cut"; share: number }
  | { kind: "outage"; hook: number; forMs: number }
  | { kind: "intrude"; worker: number };

export type FaultKind = Fault["kind"];
export type PlannedFault = { atMs: number; fault: Fault };

export type Theatre = {
  kind: "postgres" | "embedded";
  workers: number;
  hooks: number;
  /** For how long faults happen. */
  durationMs: number;
  leaseMs: number;
};

/** How often each comes, relative to the others. A deck is dealt to its end before it is shuffled anew. */
const DECKS = {
  postgres: {
    freeze: 1,
    kill: 4,
    stop: 2,
    nap: 1,
    restart: 2,
    cut: 3,
    outage: 1,
  },
  embedded: { intrude: 2, kill: 6, stop: 1, nap: 1, freeze: 1, outage: 1 },
} as const satisfies Record<Theatre["kind"], Partial<Record<FaultKind, number>>>;

/** Before the first fault something must be under way; after the last one something must still be made. */
const QUIET_START_MS = 2_000;
const GAPS_MS: Record<Theatre["kind"], readonly [number, number]> = {
  postgres: [1_500, 4_000],
  embedded: [1_000, 6_000],
};

/** What a graceful stop usually takes; where it takes longer, what is next for that process waits. */
const STOP_MS = 4_000;
const INTRUSION_MS = 4_000;

/** How long a webhook is held back after an outage that opened its breaker, and until a probe. */
const HELD_MS = 16_000;

/** What takes long to get over, a lease or an opening, comes so early that this is enough for draining: retries take as long. */
export const AFTERMATH_MS = 16_000;

/** What is planned only where it leaves enough time; the others come whenever somebody is free. */
const LONG: readonly FaultKind[] = ["freeze", "outage", "kill"];

/** A freeze in one process stands for everything: it is planned only where it leaves most of the time. */
const FREEZE_SHARE_MAX = { postgres: 0.9, embedded: 0.3 } as const;

/** Lays out every fault of a run. Pure: the same seed and theatre give the same plan. */
export function planFaults(seed: number, theatre: Theatre): PlannedFault[] {
  const random = seededRandom(seed, "plan", theatre.kind);
  const stage = openStage(theatre, random);
  const planned: PlannedFault[] = [];
  let deck = firstDeck(theatre, random);

  for (let atMs = QUIET_START_MS; atMs < theatre.durationMs; atMs += random.between(...GAPS_MS[theatre.kind])) {
    const fault = stage.cast(deck, atMs);
    if (fault) {
      planned.push({ atMs, fault });
      deck.splice(deck.indexOf(fault.kind), 1);
    }
    // What found no room is not waited for; everything else is only waiting for somebody to be free.
    if (deck.every((kind) => LONG.includes(kind))) {
      deck = shuffledDeck(theatre, random);
    }
  }
  return planned;
}

export function planText(plan: readonly PlannedFault[]): string {
  return plan.map(({ atMs, fault }) => `  ${(atMs / 1_000).toFixed(1).padStart(6)} s  ${faultText(fault)}`).join("\n");
}

export function faultText(fault: Fault): string {
  const { kind, ...rest } = fault;
  return `${kind} ${Object.entries(rest)
    .map(([name, value]) => `${name}=${value}`)
    .join(" ")}`;
}

/** The first deal begins with what takes longest, which a short run has room for at its start only. */
function firstDeck(theatre: Theatre, random: Random): FaultKind[] {
  const deck = shuffledDeck(theatre, random);
  const isFirst = (kind: FaultKind) => kind === "freeze" || kind === "outage";
  return [...deck.filter(isFirst).sort(), ...deck.filter((kind) => !isFirst(kind))];
}

function shuffledDeck({ kind }: Theatre, random: Random): FaultKind[] {
  const counts: Partial<Record<FaultKind, number>> = DECKS[kind];
  const cards = Object.entries(counts) as [FaultKind, number][]; // Object.entries forgets the keys' type.
  return random.shuffle(cards.flatMap(([card, count]) => Array.from({ length: count }, () => card)));
}

type Stage = { cast(deck: readonly FaultKind[], atMs: number): Fault | null };

/** Knows who is already in the middle of something, so that a worker is hit by one thing at a time. */
function openStage(theatre: Theatre, random: Random): Stage {
  const busyUntil = new Map<string, number>();

  function take(who: string, atMs: number, forMs: number): void {
    busyUntil.set(who, atMs + forMs);
  }

  function freeOf(prefix: string, count: number, atMs: number): number | null {
    const free = Array.from({ length: count }, (_, index) => index).filter(
      (index) => (busyUntil.get(`${prefix}-${index}`) ?? 0) <= atMs,
    );
    return free.length > 0 ? (free[random.between(0, free.length - 1)] ?? null) : null;
  }

  function onWorker(kind: "kill" | "stop" | "freeze" | "nap" | "intrude", atMs: number): Fault | null {
    const worker = freeOf("worker", theatre.workers, atMs);
    if (worker === null) {
      return null;
    }
    const { fault, busyMs } = faultOnWorker(kind, worker, theatre, random);
    if (!fits(kind, theatre, atMs, busyMs)) {
      return null;
    }
    take(`worker-${worker}`, atMs, busyMs);
    return fault;
  }

  function onHook(atMs: number): Fault | null {
    const hook = freeOf("hook", theatre.hooks, atMs);
    const forMs = random.between(3_000, 5_000);
    if (hook === null || atMs + forMs + HELD_MS > theatre.durationMs + AFTERMATH_MS) {
      return null;
    }
    take(`hook-${hook}`, atMs, forMs);
    return { kind: "outage", hook, forMs };
  }

  function castOne(kind: FaultKind, atMs: number): Fault | null {
    switch (kind) {
      case "restart":
        return { kind, mode: random.pick(["fast", "immediate"]), downMs: random.pick([0, 500, 3_000]) };
      case "cut":
        return { kind, share: random.pick([0.3, 0.6, 1]) };
      case "outage":
        return onHook(atMs);
      default:
        return onWorker(kind, atMs);
    }
  }

  return {
    cast(deck, atMs) {
      for (const kind of new Set(deck)) {
        const fault = castOne(kind, atMs);
        if (fault) {
          return fault;
        }
      }
      return null;
    },
  };
}

function faultOnWorker(
  kind: "kill" | "stop" | "freeze" | "nap" | "intrude",
  worker: number,
  { leaseMs }: Theatre,
  random: Random,
): { fault: Fault; busyMs: number } {
  const downMs = random.between(100, 1_500);
  const napMs = random.between(1_000, 6_000);
  const freezeMs = leaseMs + random.between(1_000, 3_000);
  switch (kind) {
    case "kill":
      // Busy only until it is started again: a second blow may hit it while it starts.
      return { fault: { kind, worker, downMs }, busyMs: downMs };
    case "stop":
      return { fault: { kind, worker, downMs }, busyMs: downMs + STOP_MS };
    case "freeze":
      return { fault: { kind, worker, forMs: freezeMs }, busyMs: freezeMs };
    case "nap":
      return { fault: { kind, worker, forMs: napMs }, busyMs: napMs };
    case "intrude":
      return { fault: { kind, worker }, busyMs: INTRUSION_MS };
  }
}

function fits(fault: FaultKind, { kind, durationMs, leaseMs }: Theatre, atMs: number, busyMs: number): boolean {
  switch (fault) {
    case "freeze":
      return busyMs <= FREEZE_SHARE_MAX[kind] * durationMs && atMs + busyMs <= durationMs;
    case "kill":
      // Others wait for its leases to run out; whoever holds a folder knows that they are of the dead.
      return kind === "embedded" || atMs + leaseMs <= durationMs + AFTERMATH_MS;
    default:
      return true;
  }
}
