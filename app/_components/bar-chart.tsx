import { scaleBand } from "d3-scale";
import { stack } from "d3-shape";
import type { Route } from "next";
import { Link } from "@/app/_components/ui/link.client";
import { type Axis, countAxis, labelledPlaces } from "./chart-axis";
import { formatCount } from "./format";

export type Bar = {
  /** Its span, said whole: "14:00 to 15:00". */
  label: string;
  /** Its end of the axis: "14:40". */
  tick: string;
  good: number;
  waiting: number;
  bad: number;
  /** Where a click leads: the list of what the bar counts. */
  href: Route;
};

export type BarChartProps = {
  /** What is counted, over what time. */
  label: string;
  /** The words for the three parts, in that order. */
  parts: { good: string; waiting: string; bad: string };
  bars: readonly Bar[];
};

const LABELS_MAX = 7;
const PARTS = ["bad", "waiting", "good"] as const;
const FILL = {
  bad: "var(--critical-mark)",
  waiting: "var(--caution-mark)",
  good: "color-mix(in srgb, var(--accent) 55%, var(--surface))",
} as const;

/**
 * Bars over time: what went well in accent, what needs a look at the base. Drawn on the server; a click is a link,
 * which the filter by time above the list says again. Screen readers get the numbers as a table.
 */
export function BarChart({ label, parts, bars }: BarChartProps) {
  const axis = countAxis(bars.map((bar) => bar.good + bar.waiting + bar.bad));
  return (
    <figure className="m-0">
      <div aria-hidden="true" className="flex gap-2 text-[10.5px] text-ink-3 tabular-nums leading-none">
        <div className="relative h-[54px] min-w-6">
          {axis.ticks.map((tick) => (
            <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${axis.scale(tick)}%` }}>
              {formatCount(tick)}
            </span>
          ))}
        </div>
        <div className="min-w-0 flex-1">
          <div className="relative h-[54px]">
            {axis.ticks.map((tick) => (
              <span key={tick} className="absolute inset-x-0 h-px bg-line" style={{ top: `${axis.scale(tick)}%` }} />
            ))}
            <Columns axis={axis} bars={bars} parts={parts} />
          </div>
          <TickLabels bars={bars} />
        </div>
      </div>
      <BarTable label={label} parts={parts} bars={bars} />
    </figure>
  );
}

function Columns({ axis, bars, parts }: Pick<BarChartProps, "bars" | "parts"> & { axis: Axis }) {
  const places = scaleBand<number>()
    .domain(bars.map((_, place) => place))
    .range([0, 100])
    .padding(0.26);
  const layers = stack<Bar, (typeof PARTS)[number]>().keys(PARTS)([...bars]);
  return (
    <svg aria-hidden="true" className="absolute inset-0 size-full" viewBox="0 0 100 100" preserveAspectRatio="none">
      {bars.map((bar, place) => (
        <Link key={bar.label} href={bar.href} tabIndex={-1} prefetch={false} className="group">
          <title>{titleOf(bar, parts)}</title>
          <rect
            x={(places(place) ?? 0) - (places.step() - places.bandwidth()) / 2}
            width={places.step()}
            height={100}
            className="fill-transparent group-hover:fill-hover"
          />
          {layers.map((layer) => {
            const [from = 0, to = 0] = layer[place] ?? [];
            return (
              <rect
                key={layer.key}
                x={places(place)}
                y={axis.scale(to)}
                width={places.bandwidth()}
                height={axis.scale(from) - axis.scale(to)}
                fill={FILL[layer.key]}
              />
            );
          })}
        </Link>
      ))}
    </svg>
  );
}

function titleOf(bar: Bar, parts: BarChartProps["parts"]): string {
  const counts = (["good", "waiting", "bad"] as const).map(
    (part) => `${formatCount(bar[part])} ${parts[part].toLowerCase()}`,
  );
  return `${bar.label}: ${counts.join(", ")}`;
}

function TickLabels({ bars }: Pick<BarChartProps, "bars">) {
  const labelled = labelledPlaces(bars.length, LABELS_MAX);
  return (
    <div className="relative mt-1.5 h-3">
      {bars.map((bar, place) =>
        labelled.has(place) ? (
          <span
            key={bar.label}
            className="absolute -translate-x-1/2 whitespace-nowrap last:right-0 last:translate-x-0"
            style={place === bars.length - 1 ? undefined : { left: `${((place + 0.5) / bars.length) * 100}%` }}
          >
            {bar.tick}
          </span>
        ) : null,
      )}
    </div>
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
