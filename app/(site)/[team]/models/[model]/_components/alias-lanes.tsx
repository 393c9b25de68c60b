import type { ReactNode } from "react";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { DeliveryStateMark, shownState } from "@/app/_components/delivery-state";
import { Time } from "@/app/_components/time";
import { VersionName } from "@/app/_components/version-name";
import { versionPath } from "@/app/_server/paths";
import type { OutcomeView } from "@/lib/core/outcome";
import type { AliasMoveView, AliasView } from "@/lib/core/registry";
import { LANES_MAX } from "./read-model-page";

export type AliasLanesProps = {
  team: string;
  model: string;
  aliases: readonly AliasView[];
  moves: readonly AliasMoveView[];
  /** By alias: how its own last step ended. */
  outcomes: ReadonlyMap<string, OutcomeView>;
  /** The control that moves an alias. */
  moveOf: (alias: AliasView) => ReactNode;
};

/** Where each alias is, since when, by whom, and how that went. */
export function AliasLanes({ team, model, aliases, moves, outcomes, moveOf }: AliasLanesProps) {
  if (aliases.length === 0) {
    return null;
  }
  const ordered = [...aliases].sort((a, b) => rankOf(a) - rankOf(b));
  const shown = ordered.slice(0, LANES_MAX);
  return (
    <section aria-label="Aliases" className="mx-6 overflow-hidden rounded-panel border border-line max-sm:mx-4">
      <ul className="-mt-px -ml-px grid grid-cols-[repeat(auto-fit,minmax(220px,1fr))]">
        {shown.map((alias) => {
          const outcome = outcomes.get(alias.name);
          const from = moves.find((move) => move.alias === alias.name)?.from ?? null;
          return (
            <li key={alias.name} className="min-w-0 border-line border-t border-l px-3.5 pt-[11px] pb-3">
              <div className="mb-[5px] flex h-6 items-center justify-between gap-2">
                <span className="min-w-0">
                  <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
                </span>
                <span className="flex shrink-0 items-center gap-1.5">
                  {outcome ? (
                    <DeliveryStateMark state={shownState(outcome)} remote={outcome.run} form="filled" />
                  ) : null}
                  {alias.isSystem ? null : moveOf(alias)}
                </span>
              </div>
              <VersionName
                version={alias.version}
                href={versionPath(team, model, alias.version)}
                strength="subject"
                className="text-head leading-5 tracking-[-.03em]"
              />
              <p className="truncate text-ink-3 text-small">
                {alias.isSystem ? "linked " : null}
                {from === null || alias.isSystem ? null : `from v${from}, `}
                <Time at={alias.since} form="ago" /> by {alias.by}
              </p>
            </li>
          );
        })}
      </ul>
      {ordered.length > shown.length ? (
        <p className="border-line border-t px-3.5 py-2 text-ink-3 text-small">
          {ordered.length - shown.length} more aliases stand in the table of versions.
        </p>
      ) : null}
    </section>
  );
}

/** What runs first, `latest` last. */
function rankOf(alias: AliasView): number {
  if (alias.isProtected) {
    return 0;
  }
  return alias.isSystem ? 2 : 1;
}
