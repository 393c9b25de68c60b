import { type Bar, BarChart } from "@/app/_components/bar-chart";
import { formatCount } from "@/app/_components/format";
import { Dot } from "@/app/_components/ui/dot";
import type { Tone } from "@/app/_components/ui/tone";
import { deliveriesPath } from "@/app/_server/paths";
import type { OutcomeSpan } from "@/lib/core/outcome";

const SPAN_MS = 3_600_000;
const PARTS = { good: "Delivered", waiting: "Under way or retrying", bad: "Failed or unknown" } as const;

export type OutcomeSummaryProps = {
  team: string;
  spans: readonly OutcomeSpan[];
  /** The automation that all of them are of: a click on a bar lists its alone. */
  automation?: string;
};

/** The last day in bars, and the same in numbers. */
export function OutcomeSummary({ team, spans, automation }: OutcomeSummaryProps) {
  const sum = (of: (span: OutcomeSpan) => number) => spans.reduce((total, span) => total + of(span), 0);
  const delivered = sum((span) => span.delivered);
  const waiting = sum((span) => span.waiting);
  const failed = sum((span) => span.failed);
  return (
    <section
      aria-label="Last 24 hours"
      className="mx-6 mb-3.5 grid grid-cols-[226px_minmax(0,1fr)] rounded-panel border border-line max-sm:mx-4 max-sm:grid-cols-1"
    >
      <dl className="grid grid-cols-[1fr_auto] content-center gap-y-[3px] border-line border-r px-3.5 py-2.5 text-[12.5px] max-sm:border-r-0 max-sm:border-b">
        <dt className="text-ink-2">Last 24 hours</dt>
        <dd className="text-right font-medium tabular-nums">{formatCount(delivered + waiting + failed)}</dd>
        <Part tone="accent" label={PARTS.good} count={delivered} />
        <Part tone="caution" label={PARTS.waiting} count={waiting} />
        <Part tone="critical" label={PARTS.bad} count={failed} />
      </dl>
      <div className="px-3.5 pt-4 pb-2.5">
        <BarChart
          label="Deliveries of the last 24 hours"
          parts={PARTS}
          bars={spans.map((span, place) =>
            barOf(span, spans.length - 1 - place, (query) => deliveriesPath(team, { automation, ...query })),
          )}
        />
      </div>
    </section>
  );
}

type PathOf = (query: { since: string; until: string }) => Bar["href"];

function barOf({ startedAt, delivered, waiting, failed }: OutcomeSpan, hoursAgo: number, pathOf: PathOf): Bar {
  const until = new Date(Date.parse(startedAt) + SPAN_MS).toISOString();
  return {
    label: `${startedAt.slice(11, 16)} to ${until.slice(11, 16)} UTC`,
    tick: hoursAgo === 0 ? "now" : `${hoursAgo} h ago`,
    good: delivered,
    waiting,
    bad: failed,
    href: pathOf({ since: startedAt, until }),
  };
}

function Part({ tone, label, count }: { tone: Tone; label: string; count: number }) {
  return (
    <>
      <dt className="flex items-center gap-[7px] text-ink-2">
        <Dot tone={tone} />
        {label}
      </dt>
      <dd className="text-right font-medium tabular-nums">{formatCount(count)}</dd>
    </>
  );
}
