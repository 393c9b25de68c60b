/** What `createBatcher` answers: `add` resolves when the batch with this value has been written. */
export type Batcher<T> = { add(value: T): Promise<void> };

export type BatchOptions = { sizeMax: number; waitMs: number };

type Waiting<T> = { value: T; resolve: () => void; reject: (error: unknown) => void };

/**
 * Gathers values that come within a moment of each other, so that one transaction writes them all. While one batch is
 * being written the next one gathers: under load batches grow by themselves, and a lone value waits `waitMs` at most.
 */
export function createBatcher<T>(options: BatchOptions, write: (values: T[]) => Promise<void>): Batcher<T> {
  let waiting: Waiting<T>[] = [];
  let isScheduled = false;

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, options.sizeMax);
      waiting = waiting.slice(options.sizeMax);
      await writeBatch(batch, write);
    }
    isScheduled = false;
  }

  return {
    add(value) {
      return new Promise((resolve, reject) => {
        waiting.push({ value, resolve, reject });
        if (!isScheduled) {
          isScheduled = true;
          setTimeout(writeAll, options.waitMs);
        }
      });
    },
  };
}

/** One value that cannot be written takes none with it: what failed together is tried again, each by itself. */
async function writeBatch<T>(batch: readonly Waiting<T>[], write: (values: T[]) => Promise<void>): Promise<void> {
  try {
    await write(batch.map(({ value }) => value));
    for (const { resolve } of batch) {
      resolve();
    }
  } catch (error) {
    if (batch.length > 1) {
      await Promise.all(batch.map((waiting) => writeBatch([waiting], write)));
      return;
    }
    for (const { reject } of batch) {
      reject(error);
    }
  }
}
