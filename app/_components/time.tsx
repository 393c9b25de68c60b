import { Countdown, TickingDuration, TimeText } from "./time.client";
import type { TimeForm } from "./time-format";

export type TimeProps = {
  at: Date | string;
  /** `clock`: today the clock, then days ago, then the date. `ago`: how long ago. `exact`: date and clock. */
  form?: TimeForm;
  className?: string;
};

/** A moment. Hover gives ISO and zone. */
export function Time({ at, form = "clock", className }: TimeProps) {
  return <TimeText at={isoOf(at)} form={form} renderedAtMs={Date.now()} className={className} />;
}

/** The time that something has taken so far. */
export function Elapsed({ since, className }: { since: Date | string; className?: string }) {
  return <TickingDuration since={isoOf(since)} renderedAtMs={Date.now()} className={className} />;
}

/** The time that is left. */
export function Until({ at, className }: { at: Date | string; className?: string }) {
  return <Countdown until={isoOf(at)} renderedAtMs={Date.now()} className={className} />;
}

function isoOf(at: Date | string): string {
  return new Date(at).toISOString();
}
