import { labelledPlaces, niceScale } from "./chart-scale";
import { formatCount } from "./format";

export type Bar = {
  /** The start of its span: `14:40`. */
  label: string;
  good: number;
  waiting: number;
  bad: number;
};

export type BarChartProps = {
  /** What is counted, over what time. */
  label: string;
  /** The words for the three parts, in that order. */
  parts: { good: string; waiting: string; bad: string };
  bars: readonly Bar[];
};

const LABELS_MAX = 7;

/** Bars over time: what went well in accent, what needs a look at the base. Screen readers get the numbers as a table. */
export function BarChart({ label, parts, bars }: BarChartProps) {
  const scale = niceScale([0, ...bars.map((bar) => bar.good + bar.waiting + bar.bad)], 3);
  const labelled = labelledPlaces(bars.length, LABELS_MAX);
  return (
    <figure className="m-0">
      <div aria-hidden="true" className="flex gap-2 text-[10.5px] text-ink-3 tabular-nums leading-none">
        <div className="relative h-[54px] min-w-6">
          {scale.ticks.map((tick) => (
            <span
              key={tick}
              className="absolute right-0 -translate-y-1/2"
              style={{ top: `${100 - (100 * tick) / scale.max}%` }}
            >
              {formatCount(tick)}
            </span>
          ))}
        </div>
        <div className="min-w-0 flex-1">
          <div className="relative h-[54px]">
            {scale.ticks.map((tick) => (
              <span
                key={tick}
                className="absolute inset-x-0 h-px bg-line"
                style={{ top: `${100 - (100 * tick) / scale.max}%` }}
              />
            ))}
            <svg
              aria-hidden="true"
              className="absolute inset-0 size-full"
              viewBox={`0 0 ${bars.length} ${scale.max}`}
              preserveAspectRatio="none"
            >
              {bars.map((bar, place) => (
                <BarColumn key={bar.label} bar={bar} place={place} height={scale.max} />
              ))}
            </svg>
          </div>
          <div className="relative mt-1.5 h-3">
            {bars.map((bar, place) =>
              labelled.has(place) ? (
                <span
                  key={bar.label}
                  className="absolute -translate-x-1/2 whitespace-nowrap last:right-0 last:translate-x-0"
                  style={place === bars.length - 1 ? undefined : { left: `${((place + 0.5) / bars.length) * 100}%` }}
                >
                  {bar.label}
                </span>
              ) : null,
            )}
          </div>
        </div>
      </div>
      <BarTable label={label} parts={parts} bars={bars} />
    </figure>
  );
}

function BarColumn({ bar, place, height }: { bar: Bar; place: number; height: number }) {
  const left = place + 0.13;
  return (
    <>
      <rect x={left} y={height - bar.bad} width={0.74} height={bar.bad} fill="var(--critical-mark)" />
      <rect x={left} y={height - bar.bad - bar.waiting} width={0.74} height={bar.waiting} fill="var(--caution-mark)" />
      <rect
        x={left}
        y={height - bar.bad - bar.waiting - bar.good}
        width={0.74}
        height={bar.good}
        fill="color-mix(in srgb, var(--accent) 55%, var(--surface))"
      />
    </>
  );
}

function BarTable({ label, parts, bars }: BarChartProps) {
  return (
    <div className="sr-only">
      <table>
        <caption>{label}</caption>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">{parts.good}</th>
            <th scope="col">{parts.waiting}</th>
            <th scope="col">{parts.bad}</th>
          </tr>
        </thead>
        <tbody>
          {bars.map((bar) => (
            <tr key={bar.label}>
              <th scope="row">{bar.label}</th>
              <td>{bar.good}</td>
              <td>{bar.waiting}</td>
              <td>{bar.bad}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
