import type { AutomationView } from "@/lib/core/automation";
import { firingAutomations } from "@/lib/core/firing";
import type { AliasMoveView, AliasView } from "@/lib/core/registry";
import { firesOnMove, lastFrom, type MovePlan, planMove } from "../../../_components/move-plan";
import type { Measured } from "../../../_components/read-measured";

/** More stand in the model's table of versions. */
const HERE_MAX = 20;
const ELSEWHERE_MAX = 8;

export type PlannedMove = { plan: MovePlan; fires: AutomationView[] };

export type AliasHere = {
  alias: AliasView;
  /** Where it stood before. */
  from: number | null;
  /** The move back there; null where that version is gone, or there was none. */
  back: PlannedMove | null;
  firesOnRemoval: AutomationView[];
};

export type AliasThere = { alias: AliasView; move: PlannedMove };

export type AliasesWish = {
  version: number;
  aliases: readonly AliasView[];
  moves: readonly AliasMoveView[];
  automations: readonly AutomationView[];
  measured: Measured;
};

/** The versions whose numbers the aliases of a page are told with. */
export function numbersToMeasure(
  version: number,
  aliases: readonly AliasView[],
  moves: readonly AliasMoveView[],
): number[] {
  const froms = chosen(aliases, (alias) => alias.version === version, HERE_MAX).map(({ name }) =>
    lastFrom(moves, name),
  );
  const holders = chosen(aliases, (alias) => alias.version !== version, ELSEWHERE_MAX).map((alias) => alias.version);
  return [version, ...holders, ...froms.filter((number) => number !== null)];
}

export function aliasesHere({ version, aliases, moves, automations, measured }: AliasesWish): AliasHere[] {
  const here = measured.byNumber.get(version);
  return aliases
    .filter((alias) => alias.version === version)
    .slice(0, HERE_MAX)
    .map((alias) => {
      const from = lastFrom(moves, alias.name);
      const target = from === null || from === version ? undefined : measured.byNumber.get(from);
      return {
        alias,
        from,
        back:
          target && !alias.isSystem
            ? {
                plan: planMove({
                  ...wishOf(alias, moves, measured),
                  to: target,
                  before: here?.values ?? {},
                }),
                fires: firesOnMove(automations, alias.name, target.version),
              }
            : null,
        firesOnRemoval: here
          ? firingAutomations(automations, [
              { type: "REMOVE_ARTIFACT_ALIAS", alias: alias.name, version: here.version },
            ])
          : [],
      };
    });
}

export function aliasesElsewhere({ version, aliases, moves, automations, measured }: AliasesWish): AliasThere[] {
  const here = measured.byNumber.get(version);
  if (!here) {
    return [];
  }
  return chosen(aliases, (alias) => alias.version !== version, ELSEWHERE_MAX).map((alias) => ({
    alias,
    move: {
      plan: planMove({
        ...wishOf(alias, moves, measured),
        to: here,
        before: measured.byNumber.get(alias.version)?.values ?? {},
      }),
      fires: firesOnMove(automations, alias.name, here.version),
    },
  }));
}

function wishOf(alias: AliasView, moves: readonly AliasMoveView[], measured: Measured) {
  const { name, isProtected } = alias;
  return { alias: name, isProtected, holder: alias, moves, metricNames: measured.names };
}

/** Protected ones first: they are what runs. */
function chosen(aliases: readonly AliasView[], isMeant: (alias: AliasView) => boolean, max: number): AliasView[] {
  return aliases
    .filter((alias) => !alias.isSystem && isMeant(alias))
    .sort((one, other) => Number(other.isProtected) - Number(one.isProtected))
    .slice(0, max);
}
