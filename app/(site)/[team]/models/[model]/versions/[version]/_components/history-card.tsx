import { Time } from "@/app/_components/time";
import { Panel, PanelHead } from "@/app/_components/ui/panel";
import type { AliasMoveView } from "@/lib/core/registry";

const SHOWN_MAX = 20;

/** Every step of an alias to this version and away from it, newest first. */
export function HistoryCard({ version, moves }: { version: number; moves: readonly AliasMoveView[] }) {
  const about = moves.filter((move) => move.from === version || move.to === version).slice(0, SHOWN_MAX);
  if (about.length === 0) {
    return null;
  }
  return (
    <Panel aria-labelledby="history">
      <PanelHead title="History" titleId="history" note="alias moves" />
      <ol className="py-1.5">
        {about.map((move) => (
          <li key={move.id} className="flex items-baseline gap-3 px-3.5 py-1 text-[12.5px]">
            <span className="min-w-0 flex-1 break-words">
              <span className="font-mono text-small">{move.alias}</span> {wordsOf(move, version)}
              <span className="text-ink-3"> by {move.by}</span>
            </span>
            <Time at={move.at} className="whitespace-nowrap text-ink-3 text-small" />
          </li>
        ))}
      </ol>
    </Panel>
  );
}

function wordsOf({ from, to }: AliasMoveView, version: number): string {
  if (to === version) {
    return from === null ? "put here" : `moved here from v${from}`;
  }
  return to === null ? "removed" : `moved on to v${to}`;
}
