import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { jobPath } from "@/app/_server/paths";
import { defaultsOf, type JobView } from "@/lib/core/launch-job";
import type { QueueView } from "@/lib/core/launch-queue";
import { queueRunAction } from "../actions";
import { ParametersEditor, PrioritySelect, QueueSelect, VariablesEditor } from "./run-forms";

export type QueueRunFormProps = {
  team: string;
  job: JobView;
  queues: readonly QueueView[];
  /** What the address asks for: a queue, and a version to work on. */
  asked: { queue?: string | undefined; version?: string | undefined };
};

/** Queues a run of a job by hand. */
export function QueueRunForm({ team, job, queues, asked }: QueueRunFormProps) {
  const known = queues.filter(({ variables }) => variables.length > 0);
  return (
    <ActionForm action={queueRunAction} label={`Queue a run of ${job.name}`} hidden={{ team, job: job.name }}>
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <QueueSelect queues={queues} chosen={asked.queue} />
          <PrioritySelect ownWord="as the queue has it" />
        </div>
        <ParametersEditor text="{}" defaults={defaultsOf(job.latest.parameters)} />
        <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <TextField
            name="version"
            label="Version to work on"
            note="optional"
            defaultValue={asked.version}
            placeholder="churn-classifier:production"
            hint="An alias is read once, when it is queued: the run gets exactly that version."
            controlClassName="font-mono text-small"
          />
          <TextField
            name="project"
            label="Project"
            required
            defaultValue="launch"
            hint="Where what it logs goes."
            controlClassName="font-mono text-small"
          />
        </div>
        <TextField
          name="jobVersion"
          label="Version of the job"
          note="optional"
          placeholder={`v${job.latest.number}, the newest`}
          className="max-w-64"
          controlClassName="font-mono"
        />
        {known.length === 0 ? null : (
          <VariablesEditor text="{}" hint={`What may be set: ${known.map(settableOf).join("; ")}.`} />
        )}
        <DialogFoot cancelHref={jobPath(team, job.name)} className="mt-0">
          <SubmitButton look="primary" size="large">
            Queue run
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

/** `gpu-a100: gpus, memory`. */
function settableOf({ name, variables }: QueueView): string {
  return `${name}: ${variables.map((variable) => variable.name).join(", ")}`;
}
