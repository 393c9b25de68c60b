import { EventWords } from "@/app/_components/event-words";
import { Time } from "@/app/_components/time";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelPath, versionPath } from "@/app/_server/paths";
import type { EventView } from "@/lib/core/event";

export type EventListProps = {
  team: string;
  events: readonly EventView[];
  protectedNames: ReadonlySet<string>;
  /** A list of the whole team says of which model each event tells. */
  hasModel?: boolean;
};

/** Events, newest first: what happened, old to new, by whom and when. */
export function EventList({ team, events, protectedNames, hasModel = false }: EventListProps) {
  return (
    <ol>
      {events.map((event) => (
        <li
          key={event.id}
          className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-line border-t px-3.5 py-1.5 first:border-t-0"
        >
          {hasModel ? (
            <TextLink
              href={modelPath(team, event.model.name)}
              title={event.model.name}
              className="max-w-[20ch] truncate font-medium font-mono text-ink text-small max-sm:py-2"
            >
              {event.model.name}
            </TextLink>
          ) : null}
          <EventWords
            type={event.type}
            version={event.version?.number ?? null}
            alias={event.alias}
            previousVersion={event.previousVersion?.number ?? null}
            tag={event.tag}
            evaluation={event.evaluation?.name ?? null}
            isProtected={event.alias !== null && protectedNames.has(event.alias)}
          />
          <span className="min-w-0 truncate text-ink-3">by {event.actor.name}</span>
          <span className="ml-auto flex items-center gap-2 whitespace-nowrap text-ink-3 text-small">
            {event.version && !hasModel && event.type !== "UNLINK_ARTIFACT" ? (
              <TextLink
                href={versionPath(team, event.model.name, event.version.number)}
                aria-label={`What v${event.version.number} triggered`}
                className="max-sm:py-2"
              >
                Triggered
              </TextLink>
            ) : null}
            <Time at={event.occurredAt} />
          </span>
        </li>
      ))}
    </ol>
  );
}
