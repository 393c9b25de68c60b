import { formatChange, formatMetric } from "@/app/_components/format";
import { Sparkline } from "@/app/_components/sparkline";
import type { ModelTrend } from "@/lib/core/model-trend";

export type TrendMarkProps = { trend: ModelTrend | undefined; latest: number | null };

/** A model's first metric on its newest version, with its change and how it went. Which way is better nobody has said. */
export function TrendMark({ trend, latest }: TrendMarkProps) {
  const [last, before] = trend?.points.slice(-2).reverse() ?? [];
  if (!trend || !last) {
    return <span className="text-ink-3">none recorded</span>;
  }
  const { metric, points } = trend;
  return (
    <span className="inline-flex items-center justify-end gap-2">
      <span className="max-w-[14ch] truncate text-ink-3 text-small" title={metric}>
        {metric}
      </span>
      <b className="font-medium">{formatMetric(last.value)}</b>
      <span className="min-w-[6ch] text-ink-2 text-small" title={before ? `vs v${before.version}` : undefined}>
        {last.version === latest ? changeWords(before, last) : `on v${last.version}`}
      </span>
      <span className="w-[66px] max-[1360px]:hidden">
        <Sparkline values={points.map(({ value }) => value)} />
      </span>
    </span>
  );
}

type Point = ModelTrend["points"][number];

function changeWords(before: Point | undefined, last: Point): string {
  return before ? formatChange(before.value, last.value) : "first";
}
