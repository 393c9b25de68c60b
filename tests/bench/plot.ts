export type Series = { name: string; points: readonly { x: number; y: number }[] };
export type Plot = { title: string; x: string; y: string; series: readonly Series[] };

const WIDTH = 800;
const HEIGHT = 400;
const FRAME = { left: 56, right: 92, top: 44, bottom: 48 } as const;
const TICKS = 6;

/** It brings its own ground and follows the reader's choice of light or dark, as a page cannot do for an image. */
const STYLE = `
  text { font: 12px ui-sans-serif, system-ui, sans-serif; fill: #3f3f46 }
  .title { font-size: 14px; font-weight: 600; fill: #18181b }
  .ground { fill: #ffffff } .rule { stroke: #e4e4e7 }
  .line { fill: none; stroke-width: 2; stroke-linejoin: round }
  .s0 { stroke: #2563eb } .s1 { stroke: #c2410c } .s2 { stroke: #15803d }
  .n0 { fill: #2563eb } .n1 { fill: #c2410c } .n2 { fill: #15803d }
  @media (prefers-color-scheme: dark) {
    text { fill: #d4d4d8 } .title { fill: #fafafa } .ground { fill: #18181b } .rule { stroke: #3f3f46 }
    .s0 { stroke: #60a5fa } .s1 { stroke: #fb923c } .s2 { stroke: #4ade80 }
    .n0 { fill: #60a5fa } .n1 { fill: #fb923c } .n2 { fill: #4ade80 }
  }`;

/** Lines over one pair of axes, both from 0. */
export function plotSvg({ title, x, y, series }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const across = axisOf(points.map((point) => point.x));
  const up = axisOf(points.map((point) => point.y));
  const atX = (value: number) => round(FRAME.left + (value / across.max) * (WIDTH - FRAME.left - FRAME.right));
  const atY = (value: number) => round(HEIGHT - FRAME.bottom - (value / up.max) * (HEIGHT - FRAME.top - FRAME.bottom));
  const [right, bottom] = [WIDTH - FRAME.right, HEIGHT - FRAME.bottom];

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="8"/>`,
    `<text class="title" x="${FRAME.left}" y="26">${escaped(title)}</text>`,
    ...up.ticks.flatMap((tick) => [
      `<path class="rule" d="M${FRAME.left} ${atY(tick)}H${right}"/>`,
      `<text x="${FRAME.left - 8}" y="${atY(tick) + 4}" text-anchor="end">${amount(tick)}</text>`,
    ]),
    ...across.ticks.map(
      (tick) => `<text x="${atX(tick)}" y="${bottom + 18}" text-anchor="middle">${amount(tick)}</text>`,
    ),
    `<text x="${(FRAME.left + right) / 2}" y="${HEIGHT - 10}" text-anchor="middle">${escaped(x)}</text>`,
    `<text x="${FRAME.left - 8}" y="${FRAME.top - 8}" text-anchor="end">${escaped(y)}</text>`,
    ...series.flatMap(({ name, points }, index) => [
      `<path class="line s${index}" d="M${points.map((point) => `${atX(point.x)} ${atY(point.y)}`).join("L")}"/>`,
      `<text class="n${index}" x="${right + 8}" y="${atY(points.at(-1)?.y ?? 0) + 4}">${escaped(name)}</text>`,
    ]),
    "</svg>\n",
  ].join("\n");
}

/** From 0 in round steps to at least the largest value. */
function axisOf(values: readonly number[]): { max: number; ticks: number[] } {
  const largest = Math.max(1, ...values);
  const rough = largest / (TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const count = Math.ceil(largest / step);
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

function amount(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
