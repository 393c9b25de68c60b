import { niceScale, shareOf } from "./chart-scale";

/** A trend in a table row: no axis, the last value marked. The number stands beside it, so it is hidden from readers. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) {
    return null;
  }
  const { min, max } = niceScale(values);
  const points = values.map((value, place) => ({
    x: 1 + (62 * place) / (values.length - 1),
    y: 15 - 14 * shareOf(value, { min, max }),
  }));
  const last = points.at(-1);
  return (
    <svg
      aria-hidden="true"
      width="66"
      height="16"
      viewBox="0 0 66 16"
      fill="none"
      className="inline-block align-middle"
    >
      <polyline
        points={points.map((point) => `${point.x},${point.y}`).join(" ")}
        stroke="var(--ink-3)"
        strokeWidth="1.2"
      />
      {last ? <circle cx={last.x} cy={last.y} r="2" fill="var(--accent)" /> : null}
    </svg>
  );
}
