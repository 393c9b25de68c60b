"use client";

import { Send } from "lucide-react";
import type { Route } from "next";
import { useActionState } from "react";
import { CodeView } from "@/app/_components/code-view";
import { EventWords } from "@/app/_components/event-words";
import { ExchangeResult } from "@/app/_components/exchange-result";
import { TimeText } from "@/app/_components/time.client";
import { Link } from "@/app/_components/ui/link.client";
import { Note } from "@/app/_components/ui/note";
import { Panel, PanelBody, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import type { ActionType } from "@/lib/core/automation";
import type { TestState } from "../actions";
import type { LookView, MatchLine } from "./wizard-view";

export type TestPanelProps = {
  team: string;
  automation: { id: string; name: string; action: ActionType };
  /** What a real run is started of; null where nothing is. */
  starts: string | null;
  look: LookView;
  /** This page, which takes the event in its address. */
  here: Route;
  action: (before: TestState, form: FormData) => Promise<TestState>;
};

/** Choose a past event or the sample, see what will be sent, send it, see what came back. */
export function TestPanel({ team, automation, starts, look, here, action }: TestPanelProps) {
  const eventId = look.event?.eventId ?? "";
  const [state, send] = useActionState(action, { eventId: "", test: null, refusal: null });
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-4 max-md:grid-cols-1">
      <Panel aria-labelledby="will-be-sent" className="overflow-hidden">
        <PanelHead
          title="What will be sent"
          titleId="will-be-sent"
          note={look.event ? undefined : "for a sample event"}
        />
        {look.matches.length > 0 ? <Events look={look} here={here} chosen={eventId} /> : null}
        {look.rendered ? (
          <CodeView
            label="What will be sent"
            text={look.rendered.text}
            filled={look.rendered.filled}
            language="json"
            hasLineNumbers
            frame="bare"
          />
        ) : (
          <PanelBody>
            <Note tone="critical">{look.problems[0]?.message ?? "There is nothing to send."}</Note>
          </PanelBody>
        )}
        <PanelFoot className="py-2">
          <span className="min-w-0 flex-1">{warningOf(automation.action, starts)}</span>
          <form action={send} aria-label={`Test ${automation.name}`}>
            <input type="hidden" name="team" value={team} />
            <input type="hidden" name="automation" value={automation.id} />
            <input type="hidden" name="eventId" value={eventId} />
            {starts === null ? null : <input type="hidden" name="startsRun" value="yes" />}
            <SubmitButton look="primary" size="large" disabled={look.rendered === null}>
              <Send aria-hidden="true" />
              {SEND_LABEL[automation.action]}
            </SubmitButton>
          </form>
        </PanelFoot>
      </Panel>
      <div aria-live="polite" className="min-w-0">
        {state.refusal ? <Note tone="critical">{state.refusal}</Note> : null}
        {state.test ? (
          <ExchangeResult answer={state.test} action={automation.action} run={state.test.run} />
        ) : (
          <p className="rounded-panel border border-line border-dashed px-4 py-5 text-ink-3">
            The request and the response appear here. Secrets show as ***.
          </p>
        )}
      </div>
    </div>
  );
}

const SEND_LABEL = { webhook: "Send test", github: "Start a real run", launch: "Queue a real run" } as const;

function warningOf(action: ActionType, starts: string | null): string {
  switch (action) {
    case "webhook":
      return "One real request with the headers of a delivery. It is not retried and no delivery is made.";
    case "github":
      return `This starts a real run of ${starts}: GitHub knows no dry one. It is no delivery, so its result is not followed here.`;
    case "launch":
      return `This queues a real run of ${starts}. It is no delivery: its own page tells what came of it.`;
  }
}

function Events({ look, here, chosen }: { look: LookView; here: Route; chosen: string }) {
  return (
    <nav aria-label="Past events" className="max-h-48 overflow-y-auto border-line border-b">
      {look.matches.map((match) => (
        <EventLink key={match.eventId} match={match} look={look} here={here} isChosen={match.eventId === chosen} />
      ))}
    </nav>
  );
}

type EventLinkProps = { match: MatchLine; look: LookView; here: Route; isChosen: boolean };

function EventLink({ match, look, here, isChosen }: EventLinkProps) {
  return (
    <Link
      href={`${here}?event=${encodeURIComponent(match.eventId)}` as Route}
      replace
      scroll={false}
      aria-current={isChosen ? "true" : undefined}
      className="flex min-h-8 items-center gap-2 border-line border-b px-3.5 py-1 text-small -outline-offset-2 last:border-b-0 hover:bg-hover aria-[current]:bg-selected"
    >
      <EventWords {...match} />
      <span className="min-w-0 flex-1 truncate text-ink-3">{match.actor}</span>
      <TimeText at={match.occurredAt} form="clock" renderedAtMs={look.lookedAtMs} className="shrink-0 text-ink-3" />
    </Link>
  );
}
