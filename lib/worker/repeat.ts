export type Repeated = { stop(): Promise<void> };

/**
 * Runs at once and again after each end, never twice at the same time. A failure is told and the next turn comes anyway.
 * The signal says that it is to stop, for what takes many steps.
 */
export function repeat(
  fn: (signal: AbortSignal) => Promise<void>,
  everyMs: number,
  onError: (error: unknown) => void,
): Repeated {
  const stopping = new AbortController();
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(turn, 0);

  function turn(): void {
    running = fn(stopping.signal)
      .catch(onError)
      .then(() => {
        if (!stopping.signal.aborted) {
          timer = setTimeout(turn, everyMs);
        }
      });
  }

  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
