import "server-only";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { listAutomations } from "@/lib/automations/queries";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView } from "@/lib/core/automation";
import { firingAutomations } from "@/lib/core/firing";
import type { AliasMoveView, AliasView } from "@/lib/core/registry";
import { listAliasMoves } from "@/lib/registry/aliases/queries";
import { getModel } from "@/lib/registry/models/queries";
import { getVersion, listVersions } from "@/lib/registry/versions/queries";
import { firesOnMove, type MovePlan, planMove } from "../../_components/move-plan";
import { type Pool, readMeasured } from "../../_components/read-measured";

const MOVES_MAX = 50;
const CHOICES_MAX = 50;
const AUTOMATIONS_MAX = 200;

export type AliasPageView = {
  isProtected: boolean;
  holder: AliasView | null;
  /** The move to the version that the address names; null when it names none. */
  plan: MovePlan | null;
  fires: AutomationView[];
  /** What a removal sets off. */
  firesOnRemoval: AutomationView[];
  moves: AliasMoveView[];
  /** The newest versions, to choose from. */
  versions: number[];
  /** Why the version that was asked for cannot be taken. */
  problem: string | null;
};

/** All that the pages of one alias show; null where there is no such model. */
export async function readAliasPage(
  db: Pool,
  scope: TeamScope,
  { model, alias, to }: { model: string; alias: string; to: string | undefined },
): Promise<AliasPageView | null> {
  const [view, moves, automations, target, recent, protectedNames] = await Promise.all([
    getModel(db, scope, model),
    listAliasMoves(db, scope, { model, alias }, { limit: MOVES_MAX }),
    listAutomations(db, scope, { model, enabled: true, limit: AUTOMATIONS_MAX }),
    to === undefined ? null : getVersion(db, scope, model, to),
    listVersions(db, scope, model, { limit: CHOICES_MAX, metadata: [] }),
    protectedAliasNames(scope),
  ]);
  if (!view.ok) {
    return null;
  }

  const holder = view.value.aliases.find(({ name, isSystem }) => name === alias && !isSystem) ?? null;
  const listeners = automations.ok ? automations.value.items : [];
  const version = target?.ok ? target.value : null;
  const measured = await readMeasured(
    db,
    scope,
    model,
    [version?.number, holder?.version].filter((number) => number !== undefined),
  );
  const aimed = version ? measured.byNumber.get(version.number) : undefined;
  const before = holder ? measured.byNumber.get(holder.version) : undefined;
  const history = moves.ok ? moves.value.items : [];
  const isThere = holder !== null && holder.version === version?.number;
  return {
    isProtected: protectedNames.has(alias),
    holder,
    plan:
      aimed && !isThere
        ? planMove({
            alias,
            isProtected: protectedNames.has(alias),
            holder,
            to: aimed,
            before: before?.values ?? {},
            metricNames: measured.names,
            moves: history,
          })
        : null,
    fires: aimed ? firesOnMove(listeners, alias, aimed.version) : [],
    firesOnRemoval: before
      ? firingAutomations(listeners, [{ type: "REMOVE_ARTIFACT_ALIAS", alias, version: before.version }])
      : [],
    moves: history,
    versions: recent.ok ? recent.value.items.map(({ number }) => number) : [],
    problem: problemOf(to, { isFound: version !== null, isThere, alias }),
  };
}

function problemOf(to: string | undefined, asked: { isFound: boolean; isThere: boolean; alias: string }) {
  if (to === undefined) {
    return null;
  }
  if (!asked.isFound) {
    return `There is no version ${to}. Choose another one.`;
  }
  return asked.isThere ? `${asked.alias} is on ${to} already. Choose another version.` : null;
}
