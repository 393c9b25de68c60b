import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";

const WIDTH = 66;
const HEIGHT = 16;
const DOT = 2;

/** How a value went, as a line without axes that ends in a dot. The numbers stand beside it in text. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) {
    return null;
  }
  const left = scaleLinear([0, values.length - 1], [DOT, WIDTH - DOT]);
  // A value that never changed is a line in the middle.
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const top = low === high ? () => HEIGHT / 2 : scaleLinear([low, high], [HEIGHT - DOT, DOT]);
  const draw = line<number>(
    (_, place) => left(place),
    (value) => top(value),
  );
  return (
    <svg
      aria-hidden="true"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      fill="none"
      className="shrink-0 text-ink-2"
    >
      <path d={draw([...values]) ?? ""} stroke="currentColor" strokeWidth={1.2} strokeLinejoin="round" />
      <circle cx={WIDTH - DOT} cy={top(values.at(-1) ?? low)} r={DOT} fill="var(--accent)" />
    </svg>
  );
}
