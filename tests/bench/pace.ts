import { nowMs } from "./figures";

/** Runs that may be under way before the pacer holds back: then the rate is no longer kept, which `begun` shows. */
const UNDER_WAY_MAX = 400;

/** Begins so many runs a second for so long, whatever each of them takes, and waits for the last. */
export async function pace(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  run: (index: number) => Promise<void>,
): Promise<{ begun: number; seconds: number }> {
  const start = nowMs();
  const end = start + seconds * 1_000;
  const underWay = new Set<Promise<void>>();
  let begun = 0;
  for (let now = start; now < end; now = nowMs()) {
    const due = Math.floor(((now - start) / 1_000) * perSecond);
    while (begun < due && underWay.size < UNDER_WAY_MAX) {
      const running: Promise<void> = run(begun).finally(() => underWay.delete(running));
      underWay.add(running);
      begun += 1;
    }
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  const taken = (nowMs() - start) / 1_000;
  await Promise.all(underWay);
  return { begun, seconds: taken };
}
