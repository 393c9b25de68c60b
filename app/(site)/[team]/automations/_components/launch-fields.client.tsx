"use client";

import type { Route } from "next";
import { useState } from "react";
import { Button } from "@/app/_components/ui/button";
import { SelectField, TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { TextLink } from "@/app/_components/ui/text-link";
import type { AutomationDraft } from "@/lib/core/automation-draft";
import type { DraftProblem } from "@/lib/core/draft-problem";
import { PRIORITIES, type QueueVariable } from "@/lib/core/launch-queue";
import { AgentsMark } from "../../queues/_components/agents-mark";
import type { LaunchLook, LaunchOptions } from "./wizard-view";

export type LaunchFieldsProps = {
  draft: AutomationDraft;
  options: LaunchOptions;
  look: LaunchLook | null;
  problems: readonly DraftProblem[];
  onChange: () => void;
};

/** Which job is run, where its runs wait, and with what besides its parameters. */
export function LaunchFields(props: LaunchFieldsProps) {
  const { draft, options, look, onChange } = props;
  const [queue, setQueue] = useState(draft.queue);
  const [job, setJob] = useState(draft.job);
  if (options.jobs.length === 0 && draft.job === "") {
    return <NoJob {...props} />;
  }
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <SelectField
          name="job"
          label="Job"
          value={job}
          onChange={(event) => {
            setJob(event.currentTarget.value);
            onChange();
          }}
          choices={namesOf("Choose a job", options.jobs, job)}
        />
        <VersionField draft={draft} count={look?.job?.name === job ? look.job.versionCount : 0} />
      </div>
      <div className="grid grid-cols-2 gap-4 max-sm:grid-cols-1">
        <div className="min-w-0">
          <SelectField
            name="queue"
            label="Queue"
            value={queue}
            onChange={(event) => {
              setQueue(event.currentTarget.value);
              onChange();
            }}
            choices={namesOf(
              "Choose a queue",
              options.queues.map(({ name }) => name),
              queue,
            )}
          />
          <QueueNow options={options} queue={queue} look={look} />
        </div>
        <SelectField
          name="priority"
          label="Priority"
          defaultValue={draft.priority}
          choices={[
            { value: "", label: "As the queue has it" },
            ...PRIORITIES.map((priority) => ({ value: priority, label: priority })),
          ]}
          hint="What waits is claimed by priority, then by age."
        />
      </div>
      <Variables {...props} variables={look?.queue?.name === queue ? look.queue.variables : null} />
      <TextField
        name="project"
        label="Destination project"
        hint="What the run logs goes there; it is made if it is not there."
        defaultValue={draft.project}
        maxLength={128}
        controlClassName="font-mono text-small"
      />
    </div>
  );
}

function namesOf(first: string, names: readonly string[], chosen: string) {
  const all = chosen === "" || names.includes(chosen) ? names : [chosen, ...names];
  return [{ value: "", label: first }, ...all.map((name) => ({ value: name, label: name }))];
}

/** Versions that a select still helps with; an older one is named by the API. */
const VERSIONS_SHOWN_MAX = 50;

function VersionField({ draft, count }: { draft: AutomationDraft; count: number }) {
  const numbers = Array.from({ length: Math.min(count, VERSIONS_SHOWN_MAX) }, (_, place) => String(count - 1 - place));
  const isKnown = draft.jobVersion === "" || numbers.includes(draft.jobVersion);
  const all = isKnown ? numbers : [draft.jobVersion, ...numbers];
  return (
    <div className="min-w-0">
      <SelectField
        // The versions of another job are other choices.
        key={all.join()}
        name="jobVersion"
        label="Job version"
        defaultValue={draft.jobVersion}
        choices={[
          { value: "", label: count > 0 ? `Newest when it fires (now v${count - 1})` : "Newest when it fires" },
          ...all.map((number) => ({ value: number, label: `v${number}` })),
        ]}
      />
      <Button type="submit" name="intent" value="look" size="small" className="mt-2 hidden noscript:inline-flex">
        Show its versions
      </Button>
    </div>
  );
}

type QueueNowProps = { options: LaunchOptions; queue: string; look: LaunchLook | null };

/** Who would take a run now; of a queue that was looked at last, as it was then. */
function QueueNow({ options, queue, look }: QueueNowProps) {
  const listed = options.queues.find(({ name }) => name === queue);
  const shown = look?.queue?.name === queue ? { waiting: 0, ...listed, ...look.queue } : listed;
  if (!shown) {
    return null;
  }
  return (
    <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-ink-3 text-small">
      <span>{shown.resource}</span>
      {shown.resource === "github-actions" ? null : <AgentsMark queue={shown} />}
      {shown.state === "open" ? null : <span className="text-caution">{shown.state}</span>}
    </p>
  );
}

type VariablesProps = LaunchFieldsProps & { variables: readonly QueueVariable[] | null };

/** One field for each variable of the queue; while they are not known, what was given stays as it is. */
function Variables({ draft, problems, variables }: VariablesProps) {
  const given = new Map(draft.variables.map(({ name, value }) => [name, value]));
  const rows = variables ?? draft.variables.map(({ name }) => unknown(name));
  const general = problems.find(({ field }) => field === "variables")?.message;
  if (rows.length === 0) {
    return general ? <Note tone="critical">{general}</Note> : null;
  }
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium text-small">
        Variables of the queue <span className="font-normal text-ink-3">an empty one keeps its default</span>
      </legend>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-3 max-sm:grid-cols-1">
        {rows.map((variable) => (
          <VariableRow
            key={variable.name}
            variable={variable}
            value={given.get(variable.name) ?? ""}
            problem={problems.find(({ field }) => field === `variable.${variable.name}`)?.message}
          />
        ))}
      </ul>
      {general ? (
        <p role="alert" className="mt-1.5 text-critical text-small">
          {general}
        </p>
      ) : null}
    </fieldset>
  );
}

function unknown(name: string): QueueVariable {
  return { name, type: "string", description: "", default: null, minimum: null, maximum: null, options: null };
}

type VariableRowProps = { variable: QueueVariable; value: string; problem: string | undefined };

function VariableRow({ variable, value, problem }: VariableRowProps) {
  const choices = choicesOf(variable);
  const shared = {
    name: "variableValue",
    label: <code className="font-mono">{variable.name}</code>,
    defaultValue: value,
  };
  return (
    <li className="min-w-0">
      <input type="hidden" name="variableName" value={variable.name} />
      {choices ? (
        <SelectField
          {...shared}
          hint={variable.description || undefined}
          choices={[
            { value: "", label: variable.default === null ? "Choose one" : `${variable.default} (default)` },
            ...choices.map((choice) => ({ value: choice, label: choice })),
          ]}
        />
      ) : (
        <TextField
          {...shared}
          hint={hintOf(variable)}
          placeholder={variable.default === null ? "" : String(variable.default)}
          maxLength={1_000}
          controlClassName="font-mono text-small"
        />
      )}
      {problem ? (
        <p role="alert" data-field-refusal="" className="mt-1.5 break-words text-critical text-small">
          {problem}
        </p>
      ) : null}
    </li>
  );
}

function choicesOf({ type, options }: QueueVariable): string[] | null {
  if (type === "boolean") {
    return ["true", "false"];
  }
  return options === null ? null : options.map(String);
}

function hintOf({ description, type, minimum, maximum }: QueueVariable): string | undefined {
  const bounds = [minimum === null ? "" : `from ${minimum}`, maximum === null ? "" : `up to ${maximum}`];
  const kind =
    type === "string"
      ? ""
      : `${type === "integer" ? "An" : "A"} ${type}${bounds.some(Boolean) ? ` ${bounds.join(" ").trim()}` : ""}.`;
  return [description, kind].filter(Boolean).join(" ") || undefined;
}

function NoJob({ options: { newJobHref, queues, newQueueHref }, problems }: LaunchFieldsProps) {
  const problem = problems.find(({ field }) => field === "job")?.message;
  const next = queues.length === 0 && newQueueHref !== null ? { href: newQueueHref, label: "New queue" } : null;
  const action = newJobHref === null ? null : { href: newJobHref, label: "New job" };
  return (
    <Note
      tone={problem ? "critical" : "neutral"}
      isAlert={problem !== undefined}
      title="There is no job yet."
      action={
        action ? (
          <span className="flex shrink-0 gap-3">
            {[action, ...(next ? [next] : [])].map(({ href, label }) => (
              <TextLink key={label} href={href as Route}>
                {label}
              </TextLink>
            ))}
          </span>
        ) : null
      }
    >
      A job says what is run, such as an image or a command; a queue holds its runs until an agent takes them.
      {action ? null : " Only admins make them."}
    </Note>
  );
}
