import { LEASE_SECONDS } from "@/lib/core/launch-run";
import { seededRandom } from "../random";

/** What is done to whom. `agent` counts from 0. */
export type LaunchFault =
  | { kind: "kill"; agent: number; downMs: number }
  /** Longer than a lease: its runs are another's when it comes back. */
  | { kind: "freeze"; agent: number; forMs: number }
  /** Shorter than a lease: it comes back to what is still its own. */
  | { kind: "nap"; agent: number; forMs: number }
  | { kind: "restart"; isKill: boolean; downMs: number }
  | { kind: "cut"; forMs: number };

export type PlannedLaunchFault = { atMs: number; fault: LaunchFault };

export const AGENTS = 3;

/** Beyond the lease, so that the sweep has taken the runs away before the frozen one wakes. */
const FREEZE_MS = (LEASE_SECONDS + 12) * 1_000;
const FIRST_AT_MS = 3_000;
const GAP_MS = [4_000, 9_000] as const;

/** Lays out every fault. Pure: the same seed and length give the same plan. One agent is frozen early, for that takes longest. */
export function planLaunchFaults(seed: number, durationMs: number): PlannedLaunchFault[] {
  const random = seededRandom(seed, "launch plan");
  const frozen = random.between(0, AGENTS - 1);
  const planned: PlannedLaunchFault[] = [
    { atMs: FIRST_AT_MS, fault: { kind: "freeze", agent: frozen, forMs: FREEZE_MS } },
  ];
  let deck: LaunchFault["kind"][] = [];
  for (let atMs = FIRST_AT_MS + GAP_MS[0]; atMs < durationMs; atMs += random.between(...GAP_MS)) {
    if (deck.length === 0) {
      deck = random.shuffle(["kill", "kill", "nap", "restart", "restart", "cut", "cut"] as const);
    }
    const kind = deck.shift();
    const awake = Array.from({ length: AGENTS }, (_, index) => index).filter(
      (index) => index !== frozen || atMs > FIRST_AT_MS + FREEZE_MS + 5_000,
    );
    const agent = awake[random.between(0, awake.length - 1)] ?? 0;
    switch (kind) {
      case "kill":
        planned.push({ atMs, fault: { kind, agent, downMs: random.pick([0, 500, 3_000]) } });
        break;
      case "nap":
        planned.push({ atMs, fault: { kind, agent, forMs: random.between(3_000, 8_000) } });
        break;
      case "restart":
        planned.push({ atMs, fault: { kind, isKill: random.next() < 0.5, downMs: random.pick([0, 1_000, 4_000]) } });
        break;
      default:
        planned.push({ atMs, fault: { kind: "cut", forMs: random.between(1_000, 6_000) } });
    }
  }
  return planned;
}

export function launchFaultText({ kind, ...rest }: LaunchFault): string {
  const parts = Object.entries(rest).map(([name, value]) => `${name}=${value}`);
  return [kind, ...parts].join(" ");
}

export function launchPlanText(plan: readonly PlannedLaunchFault[]): string {
  return plan
    .map(({ atMs, fault }) => `  ${(atMs / 1_000).toFixed(1).padStart(6)} s  ${launchFaultText(fault)}`)
    .join("\n");
}
