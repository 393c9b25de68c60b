import { CircleCheck, CircleX } from "lucide-react";
import { formatChange, formatMetric } from "@/app/_components/format";
import { Time } from "@/app/_components/time";
import { Panel, PanelFoot, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { EvaluationView } from "@/lib/core/registry";

const METRICS_MAX = 40;

export type EvaluationsPanelProps = {
  version: number;
  evaluations: readonly EvaluationView[];
  /** The version that this one is measured against, with its metrics; null when there is none. */
  before: { number: number; metrics: Readonly<Record<string, number>> } | null;
};

/** What was measured on the version, beside the version before it. */
export function EvaluationsPanel({ version, evaluations, before }: EvaluationsPanelProps) {
  if (evaluations.length === 0) {
    return null;
  }
  const merged: Record<string, number> = {};
  for (const { metrics } of [...evaluations].reverse()) {
    Object.assign(merged, metrics);
  }
  const metrics = Object.entries(merged);
  return (
    <Panel aria-labelledby="evaluation" className="overflow-hidden">
      <PanelHead
        title="Evaluation"
        titleId="evaluation"
        note={before ? `against v${before.number}` : `${evaluations.length} recorded`}
      />
      {metrics.length > 0 ? (
        <TableFrame label="Metrics" frame="bare">
          <TableHead>
            <HeadCell>Metric</HeadCell>
            <HeadCell isNumeric>v{version}</HeadCell>
            {before ? <HeadCell isNumeric>v{before.number}</HeadCell> : null}
            {before ? <HeadCell isNumeric>Change</HeadCell> : null}
          </TableHead>
          <tbody>
            {metrics.slice(0, METRICS_MAX).map(([name, value]) => (
              <Row key={name} height="panel">
                <Cell className="max-w-60 truncate font-mono text-small" title={name}>
                  {name}
                </Cell>
                <Cell isNumeric className="font-medium">
                  {formatMetric(value)}
                </Cell>
                {before ? <Compared value={value} before={before.metrics[name]} /> : null}
              </Row>
            ))}
          </tbody>
        </TableFrame>
      ) : null}
      <ul className="border-line border-t">
        {evaluations.map((evaluation) => (
          <EvaluationLine key={evaluation.id} evaluation={evaluation} />
        ))}
      </ul>
      {metrics.length > METRICS_MAX ? (
        <PanelFoot>{metrics.length - METRICS_MAX} more metrics are in the API’s answer.</PanelFoot>
      ) : null}
    </Panel>
  );
}

/** Whether more is better is not known, so a change has no colour. */
function Compared({ value, before }: { value: number; before: number | undefined }) {
  if (before === undefined) {
    return (
      <>
        <Cell isNumeric className="text-ink-3">
          –
        </Cell>
        <Cell isNumeric className="text-ink-3">
          first
        </Cell>
      </>
    );
  }
  return (
    <>
      <Cell isNumeric className="text-ink-2">
        {formatMetric(before)}
      </Cell>
      <Cell isNumeric>{formatChange(before, value)}</Cell>
    </>
  );
}

function EvaluationLine({ evaluation }: { evaluation: EvaluationView }) {
  const { name, checks, runUrl, by, at } = evaluation;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-t px-3.5 py-2 text-small first:border-t-0">
      <b className="min-w-0 break-words font-medium">{name}</b>
      {Object.entries(checks).map(([check, isPassed]) => (
        <span key={check} className="inline-flex min-w-0 items-center gap-1.5">
          {isPassed ? (
            <CircleCheck
              role="img"
              aria-hidden={undefined}
              aria-label="passed"
              className="size-3.5 text-positive-mark"
            />
          ) : (
            <CircleX role="img" aria-hidden={undefined} aria-label="failed" className="size-3.5 text-critical-mark" />
          )}
          <span className="truncate">{check}</span>
        </span>
      ))}
      <span className="ml-auto text-ink-3">
        by {by}, <Time at={at} />
        {runUrl ? (
          <>
            {" · "}
            <a href={runUrl} rel="noreferrer noopener" className="text-accent underline-offset-3 hover:underline">
              run
            </a>
          </>
        ) : null}
      </span>
    </li>
  );
}
