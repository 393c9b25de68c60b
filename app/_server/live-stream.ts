import type { TeamScope } from "@/lib/core/actor";
import { changedParts, LIVE_PARTS, type LiveChange, type LiveMarks, type LivePart, marksText } from "@/lib/core/live";
import type { LiveHub } from "./live-hub";

/** A proxy ends what is silent; most wait for a minute. */
const BEAT_EVERY_MS = 15_000;
/** How long a person whose session has ended may go on listening, at most. */
const CHECK_EVERY_MS = 20_000;
const STREAMS_PER_PERSON = 12;
const STREAMS_MAX = 2_000;
/** How soon a browser comes back when a stream ends, which all do in the end. */
const RETRY_MS = 1_000;

export type LiveStreamOptions = {
  hub: LiveHub;
  scope: TeamScope;
  /** What the browser saw last, if it comes back. */
  seen: LiveMarks | null;
  /** Asked again and again: false ends the stream. */
  isStillAllowed: () => Promise<boolean>;
  signal: AbortSignal;
  /** A function that is billed by the second, and may be killed, ends its streams by itself. */
  maxMs: number;
  /** For tests. */
  beatEveryMs?: number;
  checkEveryMs?: number;
};

export type LiveDoor = { open(options: LiveStreamOptions): Response; size(): number };

/** Lets so many in, of one person and altogether: an open stream costs a socket and a little memory until it ends. */
export function createLiveDoor(): LiveDoor {
  const perPerson = new Map<string, number>();
  let all = 0;

  return {
    size: () => all,
    open(options) {
      const person = options.scope.actor.id ?? "";
      const own = perPerson.get(person) ?? 0;
      if (own >= STREAMS_PER_PERSON || all >= STREAMS_MAX) {
        return new Response(
          "Too many pages are live at once. Close some; this one is read again from time to time.\n",
          {
            status: 429,
            headers: { "retry-after": "30", "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" },
          },
        );
      }
      perPerson.set(person, own + 1);
      all += 1;
      return respond(options, () => {
        all -= 1;
        const left = (perPerson.get(person) ?? 1) - 1;
        if (left > 0) {
          perPerson.set(person, left);
        } else {
          perPerson.delete(person);
        }
      });
    },
  };
}

function respond(options: LiveStreamOptions, onClosed: () => void): Response {
  return new Response(streamOf(options, onClosed), {
    headers: {
      "content-type": "text/event-stream; charset=utf-8",
      // `no-transform` keeps compression away, which would hold back what is sent until there is more of it.
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    },
  });
}

/**
 * What the browser has not read yet is one change, however many there were: a reader that does not keep up costs no
 * memory, and is told in the end that all of it changed.
 */
function streamOf(options: LiveStreamOptions, onClosed: () => void): ReadableStream<Uint8Array> {
  const { hub, scope, seen, signal, maxMs, beatEveryMs = BEAT_EVERY_MS, checkEveryMs = CHECK_EVERY_MS } = options;
  const encoder = new TextEncoder();
  let waiting: { change: LiveChange; marks: LiveMarks } | null = null;
  let end = () => {};

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const send = (text: string) => controller.enqueue(encoder.encode(text));
        const hasRoom = () => (controller.desiredSize ?? 0) > 0;

        function tell(change: LiveChange, marks: LiveMarks): void {
          const all = waiting ? joined(waiting.change, change) : change;
          if (hasRoom()) {
            waiting = null;
            send(eventText(all, marks));
          } else {
            waiting = { change: all, marks };
          }
        }

        const leave = hub.join(scope, {
          onStart(marks) {
            // The marks go along even when nothing was missed: a browser that comes back then says them.
            tell({ parts: seen ? changedParts(seen, marks) : [], made: 0 }, marks);
          },
          onChange: tell,
          onEnd: () => end(),
        });
        const beat = setInterval(() => hasRoom() && send(": still here\n\n"), beatEveryMs);
        const check = setInterval(() => {
          options.isStillAllowed().then(
            (isAllowed) => isAllowed || end(),
            () => undefined, // The database is away: that says nothing about the person.
          );
        }, checkEveryMs);
        // Not all at the same moment: those that were opened together would all come back together.
        const over = setTimeout(() => end(), maxMs * (0.9 + Math.random() / 10));

        end = () => {
          end = () => {};
          leave();
          clearInterval(beat);
          clearInterval(check);
          clearTimeout(over);
          signal.removeEventListener("abort", stop);
          onClosed();
          try {
            controller.close();
          } catch {
            // The reader has gone away and closed it already.
          }
        };
        const stop = () => end();
        signal.addEventListener("abort", stop, { once: true });
        send(`retry: ${RETRY_MS}\n\n`);
        if (signal.aborted) {
          end();
        }
      },
      pull(controller) {
        if (waiting) {
          const { change, marks } = waiting;
          waiting = null;
          controller.enqueue(encoder.encode(eventText(change, marks)));
        }
      },
      cancel: () => end(),
    },
    { highWaterMark: 8 },
  );
}

function joined(one: LiveChange, other: LiveChange): LiveChange {
  const parts: LivePart[] = LIVE_PARTS.filter((part) => one.parts.includes(part) || other.parts.includes(part));
  return { parts, made: one.made + other.made };
}

function eventText(change: LiveChange, marks: LiveMarks): string {
  return `id: ${marksText(marks)}\ndata: ${JSON.stringify(change)}\n\n`;
}
