/** The longest that a timer of Node's can be set to. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export type Limit = {
  signal: AbortSignal;
  /** Whether the time ran out, and not somebody stopped it. */
  isOver(): boolean;
  /** Must be called once what it limits has ended. */
  end(): void;
};

/** One signal for both reasons to stop: somebody cancels, or the time is over; and afterwards a word on which it was. */
export function startLimit(cancelled: AbortSignal, timeMs: number): Limit {
  const controller = new AbortController();
  const stop = () => controller.abort();
  const timer = setTimeout(stop, Math.min(timeMs, TIMER_MS_MAX));
  cancelled.addEventListener("abort", stop, { once: true });
  if (cancelled.aborted) {
    stop();
  }
  return {
    signal: controller.signal,
    isOver: () => controller.signal.aborted && !cancelled.aborted,
    end() {
      clearTimeout(timer);
      cancelled.removeEventListener("abort", stop);
    },
  };
}
