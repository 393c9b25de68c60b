export type Repeated = { stop(): Promise<void> };

/** Runs at once and again after each end, never twice at the same time. A failure is told and the next turn comes anyway. */
export function repeat(fn: () => Promise<void>, everyMs: number, onError: (error: unknown) => void): Repeated {
  let isStopped = false;
  let running: Promise<void> = Promise.resolve();
  let timer = setTimeout(turn, 0);

  function turn(): void {
    running = fn()
      .catch(onError)
      .then(() => {
        if (!isStopped) {
          timer = setTimeout(turn, everyMs);
        }
      });
  }

  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
