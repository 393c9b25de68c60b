export type Scale = { min: number; max: number; ticks: readonly number[] };

// Below this, powers of ten run out of digits.
const SMALLEST = 1e-100;
const STEPS = [1, 2, 2.5, 5, 10] as const;

/** Round axis values that enclose the given ones, about `count` of them. */
export function niceScale(values: readonly number[], count = 5): Scale {
  const finite = values.filter(Number.isFinite);
  const low = finite.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (low > high) {
    return { min: 0, max: 1, ticks: [0, 1] };
  }

  const step = niceStep(spreadOf(low, high) / Math.max(1, count - 1));
  const first = Math.floor(low / step);
  const last = Math.max(first + 1, Math.ceil(high / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => clean((first + index) * step));
  return { min: clean(first * step), max: clean(last * step), ticks };
}

/** Where a value stands between the ends, from 0 to 1. */
export function shareOf(value: number, scale: Pick<Scale, "min" | "max">): number {
  return scale.max === scale.min ? 0.5 : (value - scale.min) / (scale.max - scale.min);
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

/** Values that differ by no more than rounding get an axis as if they were one value: its own size, or 1 around zero. */
function spreadOf(low: number, high: number): number {
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (size < SMALLEST) {
    return 1;
  }
  return high - low > size * 1e-9 ? high - low : size;
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = STEPS.find((step) => step * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** Takes off what binary fractions add: 0.8600000000000001 is 0.86. */
function clean(value: number): number {
  return Number(value.toPrecision(12));
}
