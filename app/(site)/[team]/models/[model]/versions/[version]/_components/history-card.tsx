import { Activity, ArrowUpRight, CircleAlert, Link2, type LucideIcon, Tag, Unlink } from "lucide-react";
import { Time } from "@/app/_components/time";
import { Panel, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPartPath } from "@/app/_server/paths";
import type { EventType, EventView } from "@/lib/core/event";

const SHOWN_MAX = 12;

export type HistoryCardProps = { team: string; model: string; events: readonly EventView[]; hasOlder: boolean };

/** What happened to this version, newest first. */
export function HistoryCard({ team, model, events, hasOlder }: HistoryCardProps) {
  const shown = events.slice(0, SHOWN_MAX);
  const version = events.find((event) => event.version !== null)?.version?.number;
  return (
    <Panel aria-labelledby="history">
      <PanelHead title="History" titleId="history">
        {hasOlder || events.length > shown.length ? (
          <TextLink href={modelPartPath(team, model, ["history"], { version })} className="text-small max-sm:py-2">
            All
          </TextLink>
        ) : null}
      </PanelHead>
      <ol className="py-1.5">
        {shown.map((event) => {
          const Icon = ICONS[event.type];
          return (
            <li key={event.id} title={event.type} className="flex items-baseline gap-2.5 px-3.5 py-1 text-[12.5px]">
              <Icon aria-hidden="true" strokeWidth={1.8} className="size-3.5 shrink-0 translate-y-[2.5px] text-ink-3" />
              <span className="min-w-0 flex-1 break-words">
                {wordsOf(event)} <span className="text-ink-3">by {event.actor.name}</span>
              </span>
              <Time at={event.occurredAt} className="whitespace-nowrap text-ink-3 text-small" />
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

const ICONS = {
  LINK_ARTIFACT: Link2,
  ADD_ARTIFACT_ALIAS: ArrowUpRight,
  REMOVE_ARTIFACT_ALIAS: ArrowUpRight,
  UNLINK_ARTIFACT: Unlink,
  ADD_ARTIFACT_TAG: Tag,
  REMOVE_ARTIFACT_TAG: Tag,
  RECORD_EVALUATION: Activity,
  CREATE_MODEL: Link2,
  AUTOMATION_FAILED: CircleAlert,
} as const satisfies Record<EventType, LucideIcon>;

function wordsOf({ type, version, alias, previousVersion, tag, evaluation, failure }: EventView): string {
  switch (type) {
    case "ADD_ARTIFACT_ALIAS":
      return previousVersion ? `${alias} moved here from v${previousVersion.number}` : `${alias} put here`;
    case "REMOVE_ARTIFACT_ALIAS":
      return `${alias} removed`;
    case "ADD_ARTIFACT_TAG":
      return `Tagged ${tag?.key ?? ""}`;
    case "REMOVE_ARTIFACT_TAG":
      return `Tag ${tag?.key ?? ""} removed`;
    case "RECORD_EVALUATION":
      return `${evaluation?.name ?? "Evaluation"} recorded`;
    case "AUTOMATION_FAILED":
      return `${failure?.automationName ?? "An automation"} failed`;
    case "UNLINK_ARTIFACT":
      return `v${version?.number} unlinked`;
    case "CREATE_MODEL":
      return "Model created";
    default:
      return `Linked as v${version?.number}`;
  }
}
