import { JsonView } from "@/app/_components/code-view";
import { SectionHead } from "@/app/_components/page-head";
import { Time } from "@/app/_components/time";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import type { QueueVariable, QueueView } from "@/lib/core/launch-queue";
import { QUEUE_START } from "./queue-start";

/** What runs get here: the kind of resource, its template, and what of it may be set. */
export function QueueSetup({ queue }: { queue: QueueView }) {
  const { resource, maxRunning, defaultPriority, template, variables, createdBy, createdAt } = queue;
  return (
    <>
      <SectionHead title="What runs get" />
      <KeyValues className="mb-3">
        <KeyValue name="Resource">
          {resource} <span className="text-ink-3">{QUEUE_START[resource].words}</span>
        </KeyValue>
        <KeyValue name="At once">{maxRunning ?? "as many as the agents take"}</KeyValue>
        <KeyValue name="Priority">{defaultPriority}, where a run names none</KeyValue>
        <KeyValue name="Created">
          <Time at={createdAt} /> by {createdBy}
        </KeyValue>
      </KeyValues>
      <JsonView label="Resource template" value={template} />
      {variables.length === 0 ? null : (
        <TableFrame label="Variables" className="mt-4">
          <TableHead>
            <HeadCell>Variable</HeadCell>
            <HeadCell>Type</HeadCell>
            <HeadCell>Default</HeadCell>
            <HeadCell>May be</HeadCell>
            <HeadCell className="max-sm:hidden">What it is for</HeadCell>
          </TableHead>
          <tbody>
            {variables.map((variable) => (
              <Row key={variable.name}>
                <Cell className="font-mono text-small">{variable.name}</Cell>
                <Cell className="text-ink-2">{variable.type}</Cell>
                <Cell className="font-mono text-small">
                  {variable.default === null ? (
                    <span className="font-sans text-ink-3">must be given</span>
                  ) : (
                    String(variable.default)
                  )}
                </Cell>
                <Cell className="text-ink-2">{boundsOf(variable)}</Cell>
                <Cell className="text-ink-2 max-sm:hidden">{variable.description}</Cell>
              </Row>
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}

function boundsOf({ options, minimum, maximum }: QueueVariable): string {
  if (options) {
    return options.join(", ");
  }
  if (minimum !== null && maximum !== null) {
    return `${minimum} to ${maximum}`;
  }
  if (minimum !== null) {
    return `${minimum} or more`;
  }
  return maximum === null ? "anything" : `${maximum} or less`;
}
