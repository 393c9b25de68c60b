import { DialogLink } from "@/app/_components/ui/dialog.client";
import { aliasPath } from "@/app/_server/paths";
import type { AutomationView } from "@/lib/core/automation";
import type { AliasMoveView, AliasView } from "@/lib/core/registry";
import { ChooseVersion } from "./choose-version";
import { MoveForm, moveTitle } from "./move-form";
import { firesOnMove, planMove } from "./move-plan";
import type { Measured } from "./read-measured";

export type LaneMoveProps = {
  team: string;
  model: string;
  alias: AliasView;
  /** The newest version of the model. */
  latest: number;
  /** The newest versions, to choose from. */
  versions: readonly number[];
  measured: Measured;
  moves: readonly AliasMoveView[];
  automations: readonly AutomationView[];
};

/** Moves an alias from its lane: to the newest version, or, where it is there, to one that is chosen first. */
export function LaneMove(props: LaneMoveProps) {
  const { team, model, alias, latest, versions } = props;
  const planned = alias.version === latest ? null : planToLatest(props);
  const button = { look: "default", size: "small", "aria-label": `Move ${alias.name}` } as const;
  if (!planned) {
    return (
      <DialogLink
        {...button}
        href={aliasPath(team, model, alias.name)}
        title={`Move ${alias.name}`}
        content={<ChooseVersion team={team} model={model} alias={alias.name} versions={versions} />}
      >
        Move
      </DialogLink>
    );
  }
  return (
    <DialogLink
      {...button}
      href={aliasPath(team, model, alias.name, { to: latest })}
      title={moveTitle(planned.plan)}
      content={<MoveForm team={team} model={model} plan={planned.plan} fires={planned.fires} />}
    >
      Move
    </DialogLink>
  );
}

function planToLatest({ alias, latest, measured, moves, automations }: LaneMoveProps) {
  const to = measured.byNumber.get(latest);
  return to
    ? {
        plan: planMove({
          alias: alias.name,
          isProtected: alias.isProtected,
          holder: alias,
          to,
          before: measured.byNumber.get(alias.version)?.values ?? {},
          metricNames: measured.names,
          moves,
        }),
        fires: firesOnMove(automations, alias.name, to.version),
      }
    : null;
}
