/** Counts what is under way, so that no more is claimed than can be sent. */
export type Room = {
  run(task: () => Promise<void>): void;
  hasSpace(): Promise<void>;
  isEmpty(): Promise<void>;
};

export function createRoom(max: number): Room {
  let underWay = 0;
  let waiters: { isDue: () => boolean; resolve: () => void }[] = [];

  function wait(isDue: () => boolean): Promise<void> {
    return isDue() ? Promise.resolve() : new Promise((resolve) => waiters.push({ isDue, resolve }));
  }

  function leave(): void {
    underWay -= 1;
    const due = waiters.filter((waiter) => waiter.isDue());
    waiters = waiters.filter((waiter) => !due.includes(waiter));
    for (const waiter of due) {
      waiter.resolve();
    }
  }

  return {
    run(task) {
      underWay += 1;
      task().finally(leave);
    },
    hasSpace: () => wait(() => underWay < max),
    isEmpty: () => wait(() => underWay === 0),
  };
}
