import { ChevronDown } from "lucide-react";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { formatChange, formatMetric } from "@/app/_components/format";
import { type ChartPoint, LineChart } from "@/app/_components/line-chart";
import { Link } from "@/app/_components/ui/link.client";
import { Panel } from "@/app/_components/ui/panel";
import { modelPath, type Query } from "@/app/_server/paths";
import type { Gate } from "./gates";
import type { VersionMetrics } from "./metrics";

const CHIPS_MAX = 3;

export type MetricPanelProps = {
  team: string;
  model: string;
  metric: string;
  /** All that may be chosen. None for a second chart, which follows the first. */
  choices: readonly string[];
  series: readonly VersionMetrics[];
  /** The value that an automation asks of it. */
  gate?: Gate | null;
  /** What else the address says and a choice keeps. */
  kept?: Query;
};

/** One metric over the versions, with the same numbers in words. */
export function MetricPanel({ team, model, metric, choices, series, gate = null, kept = {} }: MetricPanelProps) {
  const points = series.flatMap((entry) => {
    const value = entry.values[metric];
    return value === undefined ? [] : [pointOf(entry, value)];
  });
  const last = points.at(-1);
  const before = points.at(-2);
  if (!last) {
    return null;
  }
  return (
    <Panel aria-label={`${metric} by version`} className="flex flex-col">
      <header className="flex min-h-10 items-center gap-2 border-line border-b px-3.5 py-1">
        <h2 className="min-w-0 truncate font-medium font-mono text-small" title={metric}>
          {metric}
        </h2>
        <span className="font-medium text-small tabular-nums">{formatMetric(last.value)}</span>
        {before ? (
          <span className="whitespace-nowrap text-ink-3 text-small tabular-nums">
            {formatChange(before.value, last.value)} vs {before.label}
          </span>
        ) : null}
        {choices.length > 1 ? (
          <MetricChoice team={team} model={model} metric={metric} choices={choices} kept={kept} />
        ) : null}
      </header>
      <LineChart label={`${metric} by version`} points={points} {...(gate ? { gate } : {})} />
    </Panel>
  );
}

function pointOf({ version, values: _ }: VersionMetrics, value: number): ChartPoint {
  const aliases = version.aliases.filter((alias) => !alias.isSystem).slice(0, CHIPS_MAX);
  const label = `v${version.number}`;
  if (aliases.length === 0) {
    return { label, value };
  }
  return {
    label,
    value,
    marks: {
      tone: aliases.some((alias) => alias.isProtected) ? "ink" : "accent",
      chip: (
        <span className="inline-flex flex-wrap justify-end gap-1.5">
          {aliases.map((alias) => (
            <AliasChip key={alias.name} name={alias.name} kind={aliasKindOf(alias)} />
          ))}
        </span>
      ),
    },
  };
}

function MetricChoice({ team, model, metric, choices, kept }: Omit<MetricPanelProps, "series">) {
  return (
    // The key makes a new one of it once a metric is chosen, and a new one is closed.
    <details key={metric} className="relative ml-auto">
      <summary className="flex h-6 list-none items-center gap-1.5 rounded-control px-2 font-medium text-ink-2 text-small hover:bg-hover max-sm:h-9 [&::-webkit-details-marker]:hidden">
        Metric
        <ChevronDown aria-hidden="true" className="size-3.5" />
      </summary>
      <ul className="absolute top-full right-0 z-10 max-h-72 w-56 overflow-auto rounded-panel bg-raised p-1 shadow-float">
        {choices.map((name) => (
          <li key={name}>
            <Link
              href={modelPath(team, model, { ...kept, metric: name })}
              scroll={false}
              aria-current={name === metric ? "true" : undefined}
              className="flex h-7 items-center truncate rounded-chip px-2 font-mono text-small hover:bg-hover aria-[current]:bg-selected max-sm:h-9"
            >
              <span className="truncate">{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}
