import type { LiveChange } from "@/lib/core/live";

/** How long a stream may be away before the page says that it is not live. */
const AWAY_MS = 10_000;

export type Feed = { close(): void };
export type FeedListener = {
  onChange(change: LiveChange): void;
  /**
   * From here on every change is told; what was read before may be older than what changes are measured against, so
   * whoever must miss nothing reads again now. An open stream alone promises nothing: its first look comes later.
   */
  onStart(): void;
  onLive(isLive: boolean): void;
};

/**
 * One stream while the tab is seen. The browser comes back by itself when a stream ends; where the server refuses it for
 * good, it is opened anew from time to time.
 */
export function openFeed(url: string, { onChange, onStart, onLive }: FeedListener): Feed {
  let source: EventSource | null = null;
  let away: ReturnType<typeof setTimeout> | undefined;

  function isAway(): void {
    away ??= setTimeout(() => {
      away = undefined;
      onLive(false);
      if (source?.readyState === EventSource.CLOSED) {
        open();
      }
      isAway();
    }, AWAY_MS);
  }

  function isBack(): void {
    clearTimeout(away);
    away = undefined;
    onLive(true);
  }

  function open(): void {
    source?.close();
    source = new EventSource(url);
    let hasStarted = false;
    source.onopen = () => {
      if (hasStarted) {
        isBack(); // It came back by itself, and said what it had seen: its next message tells what it missed.
      }
    };
    source.onerror = isAway;
    source.onmessage = ({ data }) => {
      if (!hasStarted) {
        hasStarted = true;
        isBack();
        onStart();
      }
      onChange(JSON.parse(data) as LiveChange); // Ours: only the stream writes it.
    };
  }

  function close(): void {
    clearTimeout(away);
    away = undefined;
    source?.close();
    source = null;
  }

  open();
  return { close };
}
