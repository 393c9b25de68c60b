import { CircleCheck, CircleX } from "lucide-react";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { Pair } from "./read-comparison";

const SHOWN_MAX = 100;

export function ChecksCompared({ pair: { before, after } }: { pair: Pair }) {
  const names = [...new Set([...before.checks.keys(), ...after.checks.keys()])].slice(0, SHOWN_MAX);
  return (
    <Panel aria-labelledby="checks" className="overflow-hidden">
      <PanelHead title="Evaluation checks" titleId="checks" />
      {names.length === 0 ? (
        <PanelBody className="text-ink-3 text-small">No check was recorded on either version.</PanelBody>
      ) : (
        <TableFrame label="Checks compared" frame="bare">
          <TableHead>
            <HeadCell>Check</HeadCell>
            <HeadCell>v{before.number}</HeadCell>
            <HeadCell>v{after.number}</HeadCell>
          </TableHead>
          <tbody>
            {names.map((name) => (
              <Row key={name} height="panel">
                <Cell className="max-w-72 truncate" title={name}>
                  {name}
                </Cell>
                <Cell>
                  <CheckMark isPassed={before.checks.get(name)} />
                </Cell>
                <Cell>
                  <CheckMark isPassed={after.checks.get(name)} />
                </Cell>
              </Row>
            ))}
          </tbody>
        </TableFrame>
      )}
    </Panel>
  );
}

function CheckMark({ isPassed }: { isPassed: boolean | undefined }) {
  if (isPassed === undefined) {
    return <span className="text-ink-3">–</span>;
  }
  return isPassed ? (
    <span className="inline-flex items-center gap-1.5">
      <CircleCheck aria-hidden="true" className="size-3.5 text-positive-mark" />
      passed
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-critical">
      <CircleX aria-hidden="true" className="size-3.5" />
      failed
    </span>
  );
}
