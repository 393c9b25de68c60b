/** Those who share a concurrency group: one has it, and at most one waits. */
export type Lane = { holder: Turn | null; waiting: Turn | null };

/** A wish for a group. `stop` cancels the run or job that holds it or waits for it. */
export type Turn = { stop: () => void; start: () => void };

/**
 * Waits for a group as GitHub does: whoever comes later takes the place of who waits, which is then cancelled, and with
 * `cancelsRunning` ends who has it, too. Gives the function that lets the group go, or null where the wait was cancelled.
 */
export async function takeTurn(
  lanes: Map<string, Lane>,
  group: string,
  options: { cancelsRunning: boolean; signal: AbortSignal; stop: () => void },
): Promise<(() => void) | null> {
  const key = group.toLowerCase();
  const lane = lanes.get(key) ?? { holder: null, waiting: null };
  lanes.set(key, lane);
  if (options.signal.aborted) {
    return null;
  }

  const turn: Turn = { stop: options.stop, start: () => undefined };
  if (lane.holder) {
    lane.waiting?.stop();
    lane.waiting = turn;
    if (options.cancelsRunning) {
      lane.holder.stop();
    }
    const hasTurn = await started(turn, options.signal);
    if (!hasTurn) {
      lane.waiting = lane.waiting === turn ? null : lane.waiting;
      return null;
    }
  } else {
    lane.holder = turn;
  }
  return () => handOn(lanes, key, lane);
}

function started(turn: Turn, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    turn.start = () => resolve(true);
    signal.addEventListener("abort", () => resolve(false), { once: true });
  });
}

function handOn(lanes: Map<string, Lane>, key: string, lane: Lane): void {
  lane.holder = lane.waiting;
  lane.waiting = null;
  if (lane.holder) {
    lane.holder.start();
  } else {
    lanes.delete(key);
  }
}
