import { RotateCw } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SelectField, TextField } from "@/app/_components/ui/fields.client";
import { Kbd } from "@/app/_components/ui/kbd";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { runPath } from "@/app/_server/paths";
import type { JsonObject } from "@/lib/core/json";
import { jsonText } from "@/lib/core/launch-form";
import { PARAMETERS_BYTES_MAX } from "@/lib/core/launch-job";
import { PRIORITIES, type QueueView } from "@/lib/core/launch-queue";
import type { LaunchRunDetail } from "@/lib/core/launch-run";
import { killRunAction, rerunAction, rerunChangedAction } from "../actions";

/** The same once more, by one click. */
export function RerunForm({ team, run }: { team: string; run: number }) {
  return (
    <ActionForm action={rerunAction} label={`Rerun ${run}`} hidden={{ team, run }}>
      <SubmitButton data-key="r" data-command={`Rerun ${run}`}>
        <RotateCw aria-hidden="true" />
        Rerun <Kbd>R</Kbd>
      </SubmitButton>
    </ActionForm>
  );
}

/** Says what a kill ends and what stays. In a dialog, and on a page of its own. */
export function KillForm({ team, run: { number, state, job, agent } }: { team: string; run: LaunchRunDetail }) {
  return (
    <ActionForm action={killRunAction} label={`Kill run ${number}`} hidden={{ team, run: number }}>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
        <li>
          {state === "queued" ? (
            "It waits still: no agent takes it any more."
          ) : (
            <>
              {agent ? <span className="font-mono">{agent.name}</span> : "Its agent"} ends the program of {job.name},
              first politely, then by force.
            </>
          )}
        </li>
        <li>What it has logged and recorded by then stays, and so does its log.</li>
        <li>It can be run again.</li>
      </ul>
      <DialogFoot cancelHref={runPath(team, number)}>
        <SubmitButton look="destructive" size="large">
          Kill run
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export type RerunChangedFormProps = {
  team: string;
  run: LaunchRunDetail;
  queues: readonly Pick<QueueView, "name" | "resource" | "variables">[];
  defaults: JsonObject;
};

/** The same once more, but for what is changed here. */
export function RerunChangedForm({ team, run, queues, defaults }: RerunChangedFormProps) {
  return (
    <ActionForm
      action={rerunChangedAction}
      label={`Rerun ${run.number} with changes`}
      hidden={{ team, run: run.number }}
    >
      <div className="flex flex-col gap-4">
        <ParametersEditor text={jsonText(run.overrides)} defaults={defaults} />
        <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <QueueSelect queues={queues} chosen={run.queue.name} />
          <PrioritySelect chosen={run.priority} />
        </div>
        <TextField
          name="jobVersion"
          label="Version of the job"
          defaultValue={`v${run.job.version}`}
          className="max-w-52"
          controlClassName="font-mono"
        />
        {queues.some(({ variables }) => variables.length > 0) ? (
          <VariablesEditor text={jsonText(run.variables)} />
        ) : null}
        <DialogFoot
          cancelHref={runPath(team, run.number)}
          note="The version that it works on and its cause stay."
          className="mt-0"
        >
          <SubmitButton look="primary" size="large">
            Queue run
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

/** What is given instead of the defaults, which stand below it. */
export function ParametersEditor({ text, defaults }: { text: string; defaults: JsonObject }) {
  const names = Object.keys(defaults);
  return (
    <JsonEditor
      name="parameters"
      label="Parameters"
      note="JSON, as the job's schema has them"
      defaultValue={text}
      variables={[]}
      hasVariables={false}
      bytesMax={PARAMETERS_BYTES_MAX}
      hint={
        names.length === 0 ? (
          "The job has no defaults: the program gets what stands here."
        ) : (
          <>
            What is left out has its default:{" "}
            <code className="break-all font-mono">
              {names.map((name) => `${name} ${JSON.stringify(defaults[name])}`).join(", ")}
            </code>
          </>
        )
      }
    />
  );
}

export function VariablesEditor({ text, hint }: { text: string; hint?: React.ReactNode }) {
  return (
    <JsonEditor
      name="variables"
      label="Variables"
      note="JSON, those of the queue's template"
      defaultValue={text}
      variables={[]}
      hasVariables={false}
      bytesMax={PARAMETERS_BYTES_MAX}
      hint={hint}
    />
  );
}

export function QueueSelect({
  queues,
  chosen,
}: {
  queues: RerunChangedFormProps["queues"];
  chosen?: string | undefined;
}) {
  return (
    <SelectField
      name="queue"
      label="Queue"
      defaultValue={chosen ?? queues[0]?.name ?? ""}
      choices={queues.map(({ name, resource }) => ({ value: name, label: `${name} (${resource})` }))}
      controlClassName="font-mono text-small"
    />
  );
}

export function PrioritySelect({ chosen, ownWord }: { chosen?: string; ownWord?: string }) {
  return (
    <SelectField
      name="priority"
      label="Priority"
      defaultValue={chosen ?? ""}
      choices={[
        ...(ownWord === undefined ? [] : [{ value: "", label: ownWord }]),
        ...PRIORITIES.map((priority) => ({ value: priority, label: priority })),
      ]}
    />
  );
}
