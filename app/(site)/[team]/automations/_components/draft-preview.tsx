import type { ReactNode } from "react";
import { CodeView } from "@/app/_components/code-view";
import { EventWords } from "@/app/_components/event-words";
import { formatBytes, formatCount } from "@/app/_components/format";
import { TimeText } from "@/app/_components/time.client";
import { classNames } from "@/app/_components/ui/class-names";
import { PAYLOAD_BYTES_MAX } from "@/lib/core/automation";
import { MatchBars } from "./match-bars";
import type { LookView, MatchLine } from "./wizard-view";

export type DraftPreviewProps = {
  look: LookView;
  /** The event that was asked for; empty: the newest that matches. */
  chosen: string;
  /** The next answer is under way. */
  isStale: boolean;
  isFirstStep: boolean;
  /** Stands between what is sent and what would have matched. */
  children?: ReactNode;
};

/** What will be sent, for one event, and which past events would have set it off. Nothing here blocks. */
export function DraftPreview({ look, chosen, isStale, isFirstStep, children }: DraftPreviewProps) {
  return (
    <aside
      aria-label="Preview"
      aria-busy={isStale}
      className="min-w-0 border-line border-l bg-canvas max-xl:border-t max-xl:border-l-0 dark:bg-sunken"
    >
      {isFirstStep ? null : <WillBeSent look={look} isStale={isStale} />}
      {children}
      <PastMatches look={look} chosen={chosen} hasChoice={!isFirstStep} />
    </aside>
  );
}

function WillBeSent({ look, isStale }: { look: LookView; isStale: boolean }) {
  const { rendered, event, lookedAtMs } = look;
  return (
    <section aria-labelledby="will-be-sent" className="border-line border-b">
      <Head id="will-be-sent" title="What will be sent">
        {rendered ? `${formatBytes(rendered.bytes)} of ${PAYLOAD_BYTES_MAX / 1024} KB` : null}
      </Head>
      <p className="flex min-h-9 flex-wrap items-center gap-x-2 gap-y-1 border-line border-b px-4 py-1.5 text-ink-3 text-small">
        {event ? (
          <>
            Rendered for
            <EventWords {...event} />
            <TimeText at={event.occurredAt} form="clock" renderedAtMs={lookedAtMs} />
          </>
        ) : (
          "No past event matches, so this is a sample event."
        )}
      </p>
      {rendered ? (
        <CodeView
          label="Request body"
          text={rendered.text}
          filled={rendered.filled}
          language="json"
          hasLineNumbers
          frame="bare"
          className={classNames("transition-opacity", isStale && "opacity-70")}
        />
      ) : (
        <p className="px-4 py-3 text-ink-2">
          {look.problems.find(({ step }) => step < 3)?.message ?? "There is nothing to send yet."}
        </p>
      )}
    </section>
  );
}

function PastMatches({ look, chosen, hasChoice }: { look: LookView; chosen: string; hasChoice: boolean }) {
  const { matches, matchCount, recent, eventsLookedAt, lookedAtMs } = look;
  const older = matchCount - matches.length;
  return (
    <section aria-labelledby="past-matches">
      <Head id="past-matches" title="Past events that match">
        <b className="font-medium text-ink">{formatCount(recent.matchCount)}</b> of {formatCount(recent.lookedAt)} in 30
        days
      </Head>
      {eventsLookedAt === 0 ? (
        <p className="px-4 py-3 text-ink-2">No event of this type has happened yet. It fires from the first one on.</p>
      ) : (
        <MatchBars perDay={recent.perDay} todayMs={lookedAtMs} />
      )}
      <ul>
        {matches.map((match) => (
          <Match
            key={match.eventId}
            match={match}
            look={look}
            isChosen={match.eventId === chosen}
            hasChoice={hasChoice}
          />
        ))}
      </ul>
      {older > 0 || eventsLookedAt > matchCount ? (
        <p className="px-4 py-2.5 text-ink-3 text-small">
          {older > 0 ? `${formatCount(older)} more match, and ` : ""}
          {formatCount(eventsLookedAt - matchCount)} of the last {formatCount(eventsLookedAt)} do not.
        </p>
      ) : null}
    </section>
  );
}

type MatchProps = { match: MatchLine; look: LookView; isChosen: boolean; hasChoice: boolean };

/** A radio: the preview is of the chosen one. Without JavaScript the choice goes with the form. */
function Match({ match, look, isChosen, hasChoice }: MatchProps) {
  const words = (
    <>
      <span className="flex min-w-0 flex-1 items-center gap-2 overflow-hidden">
        <EventWords {...match} />
        <span className="truncate text-ink-3">{match.actor}</span>
      </span>
      <TimeText
        at={match.occurredAt}
        form="clock"
        renderedAtMs={look.lookedAtMs}
        className="shrink-0 text-ink-3 text-small"
      />
    </>
  );
  const line = "flex min-h-8 items-center gap-2.5 border-line border-t px-4 py-1 text-small";
  return (
    <li>
      {hasChoice ? (
        <label
          className={classNames(
            line,
            "cursor-pointer hover:bg-hover has-checked:bg-selected",
            look.event?.eventId === match.eventId && "bg-selected",
          )}
        >
          <input
            type="radio"
            name="eventId"
            value={match.eventId}
            defaultChecked={isChosen}
            className="size-3.5 shrink-0 accent-ink"
          />
          {words}
        </label>
      ) : (
        <div className={line}>{words}</div>
      )}
    </li>
  );
}

function Head({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <header className="flex min-h-11 items-center gap-2 border-line border-b px-4">
      <h2 id={id} className="font-semibold">
        {title}
      </h2>
      <span className="ml-auto text-ink-2 text-small tabular-nums">{children}</span>
    </header>
  );
}
