import { scalePoint } from "d3-scale";
import { line } from "d3-shape";
import type { ReactNode } from "react";
import { type Axis, labelledPlaces, valueAxis } from "./chart-axis";
import { formatMetric } from "./format";
import { classNames } from "./ui/class-names";

export type ChartPoint = {
  /** `v17`. */
  label: string;
  value: number;
  /** The chips of the aliases that point here: their dot is filled and a dashed line drops from them. */
  marks?: { chip: ReactNode; tone: "ink" | "accent" };
};

export type LineChartProps = {
  /** What the line shows: "auc by version". */
  label: string;
  points: readonly ChartPoint[];
  /** The value an evaluation must reach, with its words: "gate ≥ 0.90". */
  gate?: { value: number; label: string };
};

const LABELS_MAX = 9;

/** One series. Text and dots are HTML over a stretched drawing, so that they keep their size at every width. */
export function LineChart({ label, points, gate }: LineChartProps) {
  const values = points.map((point) => point.value);
  const axis = valueAxis(gate ? [...values, gate.value] : values);
  const places = scalePoint<number>()
    .domain(points.map((_, place) => place))
    .range([0, 100]);
  const placed = points.map((point, place) => ({
    ...point,
    left: places(place) ?? 0,
    top: axis.scale(point.value),
  }));
  const labelled = labelledPlaces(points.length, LABELS_MAX);
  return (
    <figure className="m-0 px-3 pt-2 pb-2 text-[10.5px] text-ink-3 tabular-nums leading-none">
      <div className="mb-1.5 flex min-h-5 flex-wrap justify-end gap-1.5">
        {placed.map((point) => (point.marks ? <span key={point.label}>{point.marks.chip}</span> : null))}
      </div>
      <div aria-hidden="true" className="flex gap-2 pr-1.5">
        <AxisValues axis={axis} />
        <div className="min-w-0 flex-1">
          <div className="relative h-[148px]">
            <PlotLines axis={axis} placed={placed} gate={gate} />
            {placed.map((point) => (
              <span
                key={point.label}
                title={`${point.label}: ${formatMetric(point.value)}`}
                style={{ left: `${point.left}%`, top: `${point.top}%` }}
                className={classNames(
                  "absolute -translate-1/2 rounded-full border-[1.4px] border-accent",
                  point.marks ? "size-[7px] bg-accent" : "size-[5.5px] bg-surface",
                )}
              />
            ))}
          </div>
          <div className="relative mt-2 h-3">
            {placed.map((point, place) =>
              labelled.has(place) ? (
                <span key={point.label} className="absolute -translate-x-1/2" style={{ left: `${point.left}%` }}>
                  {point.label}
                </span>
              ) : null,
            )}
          </div>
        </div>
      </div>
      <div className="sr-only">
        <table>
          <caption>{gate ? `${label}, ${gate.label}` : label}</caption>
          <tbody>
            {points.map((point) => (
              <tr key={point.label}>
                <th scope="row">{point.label}</th>
                <td>{formatMetric(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}

type PlacedPoint = ChartPoint & { left: number; top: number };

function AxisValues({ axis: { scale, ticks, format } }: { axis: Axis }) {
  const texts = ticks.map(format);
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0);
  return (
    <div className="relative h-[148px]" style={{ width: `${longest}ch` }}>
      {ticks.map((tick, place) => (
        <span key={tick} className="absolute right-0 -translate-y-1/2" style={{ top: `${scale(tick)}%` }}>
          {texts[place]}
        </span>
      ))}
    </div>
  );
}

const drawLine = line<PlacedPoint>(
  ({ left }) => left,
  ({ top }) => top,
);

function PlotLines({
  axis: { scale, ticks },
  placed,
  gate,
}: {
  axis: Axis;
  placed: readonly PlacedPoint[];
  gate: LineChartProps["gate"];
}) {
  const path = drawLine([...placed]) ?? "";
  const gateTop = gate ? scale(gate.value) : 0;
  return (
    <>
      <svg
        aria-hidden="true"
        className="absolute inset-0 size-full overflow-visible"
        viewBox="0 0 100 100"
        preserveAspectRatio="none"
        fill="none"
      >
        {ticks.map((tick) => (
          <PlotLine key={tick} top={scale(tick)} stroke="var(--line)" />
        ))}
        {gate ? <PlotLine top={gateTop} stroke="var(--caution-mark)" dashes="3 3" /> : null}
        {placed.map((point) =>
          point.marks ? (
            <path
              key={point.label}
              d={`M${point.left} -4V100`}
              stroke={`var(--${point.marks.tone})`}
              strokeOpacity={0.35}
              strokeDasharray="2 3"
              vectorEffect="non-scaling-stroke"
            />
          ) : null,
        )}
        <path
          d={path}
          stroke="var(--accent)"
          strokeWidth={1.6}
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      {gate ? (
        <span className="absolute left-1.5 -translate-y-[13px] text-caution" style={{ top: `${gateTop}%` }}>
          {gate.label}
        </span>
      ) : null}
    </>
  );
}

function PlotLine({ top, stroke, dashes }: { top: number; stroke: string; dashes?: string }) {
  return <path d={`M0 ${top}H100`} stroke={stroke} strokeDasharray={dashes} vectorEffect="non-scaling-stroke" />;
}
