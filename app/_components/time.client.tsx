"use client";

import { useSyncExternalStore } from "react";
import { areTimesExact, subscribeToExactTimes } from "./exact-times";
import { formatElapsed } from "./format";
import { formatInstant, formatTime, type TimeForm } from "./time-format";

const TICK_MS = 1000;

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let tickMs = 0;

export type TimeTextProps = {
  at: string;
  form: TimeForm;
  /** The server's clock when it rendered: the browser's first render must say the same. */
  renderedAtMs: number;
  className?: string | undefined;
};

/** A moment in the reader's zone. The server writes it in UTC; the browser, which knows the zone, writes it again. */
export function TimeText({ at, form, renderedAtMs, className }: TimeTextProps) {
  const nowMs = useNow(renderedAtMs);
  const zone = useZone();
  const isExact = useSyncExternalStore(subscribeToExactTimes, areTimesExact, () => false);
  const moment = new Date(at);
  return (
    <time dateTime={at} title={formatInstant(moment, zone)} className={className}>
      {isExact ? formatInstant(moment, zone) : formatTime(moment, form, new Date(nowMs), zone)}
    </time>
  );
}

export type TickingDurationProps = { since: string; renderedAtMs: number; className?: string | undefined };

/** How long something has been going on, second by second. Screen readers are told the start, not the ticks. */
export function TickingDuration({ since, renderedAtMs, className }: TickingDurationProps) {
  const nowMs = useNow(renderedAtMs);
  return (
    <time dateTime={since} title={since} className={className} aria-live="off">
      {formatElapsed(nowMs - Date.parse(since))}
    </time>
  );
}

export type CountdownProps = { until: string; renderedAtMs: number; className?: string | undefined };

/** `in 3m 16s`, down to `now`. */
export function Countdown({ until, renderedAtMs, className }: CountdownProps) {
  const leftMs = Date.parse(until) - useNow(renderedAtMs);
  return (
    <time dateTime={until} title={until} className={className} aria-live="off">
      {leftMs < TICK_MS ? "now" : `in ${formatElapsed(leftMs)}`}
    </time>
  );
}

function useNow(renderedAtMs: number): number {
  return useSyncExternalStore(
    subscribeToTicks,
    () => tickMs || renderedAtMs,
    () => renderedAtMs,
  );
}

/** The reader's zone; UTC until the browser has said it. */
export function useZone(): string {
  return useSyncExternalStore(
    subscribeToNothing,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => "UTC",
  );
}

/** One timer for all the moments on the page. */
function subscribeToTicks(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

function tick(): void {
  tickMs = Date.now();
  for (const listener of listeners) {
    listener();
  }
}

function subscribeToNothing(): () => void {
  return () => {};
}
