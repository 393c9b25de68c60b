import { type ScaleLinear, scaleLinear } from "d3-scale";

// Below this, powers of ten run out of digits.
const SMALLEST = 1e-100;

export type Axis = { scale: ScaleLinear<number, number>; ticks: readonly number[]; format: (tick: number) => string };

/** A value axis from 100 at the bottom to 0 at the top, with round ends that enclose the values and about `count` ticks. */
export function valueAxis(values: readonly number[], count = 5): Axis {
  const [low, high] = spread(values.filter(Number.isFinite));
  const scale = scaleLinear().domain([low, high]).range([100, 0]).nice(count);
  const ticks = scale.ticks(count);
  const format = scale.tickFormat(count);
  return { scale, ticks, format: (tick) => format(tick).replace("-", "−") };
}

/** The same for counts: from zero, and no tick between two whole numbers. */
export function countAxis(values: readonly number[], count = 3): Axis {
  const axis = valueAxis([0, 1, ...values], count);
  return { ...axis, ticks: axis.ticks.filter(Number.isInteger) };
}

/** Which places along an axis get a label: evenly spaced, the last one always. */
export function labelledPlaces(length: number, most: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil(length / most));
  const places = new Set<number>();
  for (let place = length - 1; place >= 0; place -= step) {
    places.add(place);
  }
  return places;
}

/** Values that differ by no more than rounding get an axis around the one value that they are. */
function spread(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) {
    return [0, 1];
  }
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < SMALLEST) {
    return [0, 1];
  }
  return high - low > size * 1e-9 ? [low, high] : [Math.min(low, high - size / 2), Math.max(high, low + size / 2)];
}
