import { formatPlural } from "@/app/_components/format";

const DAY_MS = 86_400_000;

/** Matches by day, today last: whether it would fire too often is seen before it is read. */
export function MatchBars({ perDay, todayMs }: { perDay: readonly number[]; todayMs: number }) {
  const most = Math.max(1, ...perDay);
  const first = new Date(todayMs - (perDay.length - 1) * DAY_MS);
  const busy = perDay.filter((count) => count > 0).length;
  return (
    <figure className="m-0 border-line border-b px-4 pt-3 pb-2">
      <div aria-hidden="true" className="flex h-8 items-end gap-[3px]">
        {perDay.map((count, day) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a day is known by its place.
            key={day}
            className={count > 0 ? "min-w-0 flex-1 rounded-[1px] bg-accent" : "h-px min-w-0 flex-1 bg-line-strong"}
            style={count > 0 ? { height: `${Math.max(20, (100 * count) / most)}%` } : undefined}
          />
        ))}
      </div>
      <figcaption className="mt-1 flex justify-between text-ink-3 text-micro">
        <span aria-hidden="true">{dayWords(first)}</span>
        <span className="sr-only">
          {`${formatPlural(busy, "day")} of the last ${perDay.length} with a match, at most ${most} a day.`}
        </span>
        <span aria-hidden="true">Today</span>
      </figcaption>
    </figure>
  );
}

function dayWords(day: Date): string {
  return day.toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
}
