import { formatChange, formatMetric } from "@/app/_components/format";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { Pair } from "./read-comparison";

/** Whether more is better is not known, so a change has no colour. */
export function MetricsCompared({ pair: { before, after, metricNames } }: { pair: Pair }) {
  return (
    <Panel aria-labelledby="metrics" className="overflow-hidden">
      <PanelHead title="Metrics" titleId="metrics" />
      {metricNames.length === 0 ? (
        <PanelBody className="text-ink-3 text-small">Neither version tells a number.</PanelBody>
      ) : (
        <TableFrame label="Metrics compared" frame="bare">
          <TableHead>
            <HeadCell>Metric</HeadCell>
            <HeadCell isNumeric>v{before.number}</HeadCell>
            <HeadCell isNumeric>v{after.number}</HeadCell>
            <HeadCell isNumeric>Change</HeadCell>
          </TableHead>
          <tbody>
            {metricNames.map((name) => (
              <MetricRow key={name} name={name} before={before.values[name]} after={after.values[name]} />
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}

type MetricRowProps = { name: string; before: number | undefined; after: number | undefined };

function MetricRow({ name, before, after }: MetricRowProps) {
  return (
    <Row height="panel">
      <Cell className="max-w-60 truncate font-mono text-small" title={name}>
        {name}
      </Cell>
      <Cell isNumeric className="text-ink-2">
        {before === undefined ? "–" : formatMetric(before)}
      </Cell>
      <Cell isNumeric className="font-medium">
        {after === undefined ? "–" : formatMetric(after)}
      </Cell>
      <Cell isNumeric>{before === undefined || after === undefined ? "–" : formatChange(before, after)}</Cell>
    </Row>
  );
}
