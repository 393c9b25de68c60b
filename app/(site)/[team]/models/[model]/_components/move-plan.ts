import type { AutomationView } from "@/lib/core/automation";
import { firingAutomations } from "@/lib/core/firing";
import type { AliasMoveView, AliasView, VersionSummary } from "@/lib/core/registry";

/** A version with its numbers, those of its metadata and those that were recorded on it. */
export type MeasuredVersion = {
  version: Pick<VersionSummary, "number" | "linkedAt" | "metadata">;
  values: Readonly<Record<string, number>>;
};

/** A move as it is shown before it happens. */
export type MovePlan = {
  alias: string;
  isProtected: boolean;
  from: { number: number } | null;
  to: { number: number; linkedAt: string };
  /** Since when the alias stands where it does. */
  since: string | null;
  /** One metric that both have, or that the new one has. */
  metric: { name: string; from: number | null; to: number | null } | null;
  isRollback: boolean;
};

export type MoveWish = {
  alias: string;
  isProtected: boolean;
  /** Where it is now; null for nowhere. */
  holder: AliasView | null;
  to: MeasuredVersion;
  /** The numbers of the version that holds it now. */
  before: Readonly<Record<string, number>>;
  /** The metrics of the model, the most telling first. */
  metricNames: readonly string[];
  moves: readonly AliasMoveView[];
};

export function planMove({ alias, isProtected, holder, to, before, metricNames, moves }: MoveWish): MovePlan {
  const shared = metricNames.find((name) => to.values[name] !== undefined && before[name] !== undefined);
  const metric = shared ?? metricNames.find((name) => to.values[name] !== undefined);
  return {
    alias,
    isProtected,
    from: holder ? { number: holder.version } : null,
    to: { number: to.version.number, linkedAt: to.version.linkedAt },
    since: holder?.since ?? null,
    metric: metric === undefined ? null : { name: metric, from: before[metric] ?? null, to: to.values[metric] ?? null },
    isRollback: lastFrom(moves, alias) === to.version.number && holder !== null,
  };
}

/** Where an alias stood before its last step. */
export function lastFrom(moves: readonly AliasMoveView[], alias: string): number | null {
  return moves.find((move) => move.alias === alias)?.from ?? null;
}

/** The automations that a move of the alias to this version sets off. */
export function firesOnMove(
  automations: readonly AutomationView[],
  alias: string,
  version: Pick<VersionSummary, "metadata">,
): AutomationView[] {
  return firingAutomations(automations, [{ type: "ADD_ARTIFACT_ALIAS", alias, version }]);
}
