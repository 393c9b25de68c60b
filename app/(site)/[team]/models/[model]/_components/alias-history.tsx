import { AliasChip } from "@/app/_components/alias-chip";
import { Time } from "@/app/_components/time";
import { VersionName } from "@/app/_components/version-name";
import { versionPath } from "@/app/_server/paths";
import type { AliasMoveView } from "@/lib/core/registry";

export type AliasHistoryProps = { team: string; model: string; moves: readonly AliasMoveView[] };

/** Every step of an alias, newest first, old to new. It outlives the versions that it tells of. */
export function AliasHistory({ team, model, moves }: AliasHistoryProps) {
  if (moves.length === 0) {
    return <p className="text-ink-3">No version has carried it yet.</p>;
  }
  return (
    <ol className="overflow-hidden rounded-panel border border-line">
      {moves.map((move) => (
        <li
          key={move.id}
          className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-3.5 py-1.5 first:border-t-0"
        >
          <span className="max-w-48 min-w-0">
            <AliasChip name={move.alias} kind={move.to === null ? "removed" : "plain"} />
          </span>
          <Place team={team} model={model} version={move.from} />
          <span aria-hidden="true" className="text-ink-3">
            →
          </span>
          <Place team={team} model={model} version={move.to} />
          <span className="min-w-0 truncate text-ink-3">by {move.by}</span>
          <Time at={move.at} className="ml-auto whitespace-nowrap text-ink-3 text-small" />
        </li>
      ))}
    </ol>
  );
}

function Place({ team, model, version }: { team: string; model: string; version: number | null }) {
  return version === null ? (
    <span className="text-ink-3">none</span>
  ) : (
    <VersionName version={version} href={versionPath(team, model, version)} />
  );
}
