import { ActionForm } from "@/app/_components/action-form.client";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { jobPath, jobsPath } from "@/app/_server/paths";
import { isJsonObject, type JsonObject } from "@/lib/core/json";
import { commandOf, commandText, jsonText } from "@/lib/core/launch-form";
import {
  type JobSource,
  type JobSourceType,
  type JobVersionView,
  type JobView,
  PARAMETERS_BYTES_MAX,
} from "@/lib/core/launch-job";
import { addJobVersionAction, createJobAction, deleteJobAction, updateJobAction } from "../actions";

/** An example of each kind of schema that a form is filled by. */
const PARAMETERS_START = {
  type: "object",
  properties: {
    epochs: { type: "integer", minimum: 1, default: 10 },
    learning_rate: { type: "number", exclusiveMinimum: 0, default: 0.03 },
  },
  additionalProperties: false,
} as const satisfies JsonObject;

export function NewJobForm({ team, sourceType }: { team: string; sourceType: JobSourceType }) {
  return (
    <ActionForm key={sourceType} action={createJobAction} label="New job" hidden={{ team, sourceType }}>
      <div className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          required
          maxLength={128}
          placeholder="train-churn"
          hint="Letters, digits, and . _ - between them."
          controlClassName="font-mono"
        />
        <TextAreaField name="description" label="Description" note="optional" rows={2} />
        <SourceFields sourceType={sourceType} source={null} />
        <SchemaField text={jsonText(PARAMETERS_START)} />
        <DialogFoot cancelHref={jobsPath(team)} className="mt-0">
          <SubmitButton look="primary" size="large">
            Create job
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

export type NewVersionFormProps = { team: string; job: string; latest: JobVersionView; sourceType: JobSourceType };

/** Begins from the newest version, for the next is mostly that with a change. */
export function NewVersionForm({ team, job, latest, sourceType }: NewVersionFormProps) {
  const source = latest.source.type === sourceType ? latest.source : null;
  return (
    <ActionForm
      key={sourceType}
      action={addJobVersionAction}
      label={`New version of ${job}`}
      hidden={{ team, job, sourceType }}
    >
      <div className="flex flex-col gap-4">
        <SourceFields sourceType={sourceType} source={source} />
        <SchemaField text={jsonText(latest.parameters)} />
        <DialogFoot
          cancelHref={jobPath(team, job)}
          note="Runs and automations that name no version take it from now on."
          className="mt-0"
        >
          <SubmitButton look="primary" size="large">
            Create v{latest.number + 1}
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

const COMMAND = {
  image: { label: "Command", note: "optional, one argument a line", hint: "Left empty, the image's own command runs." },
  git: { label: "Entry point", note: "one argument a line", hint: "Started in the folder of the repository." },
  command: { label: "Command", note: "one argument a line", hint: "Started in a fresh folder on the agent's machine." },
} as const satisfies Record<JobSourceType, { label: string; note: string; hint: string }>;

const EXAMPLE = {
  image: "",
  git: "python\ntrain.py",
  command: "python\n/opt/jobs/evaluate.py",
} as const satisfies Record<JobSourceType, string>;

function SourceFields({ sourceType, source }: { sourceType: JobSourceType; source: JobSource | null }) {
  const { label, note, hint } = COMMAND[sourceType];
  return (
    <>
      {sourceType === "image" ? (
        <TextField
          name="image"
          label="Image"
          required
          maxLength={512}
          defaultValue={source?.type === "image" ? source.image : undefined}
          placeholder="ghcr.io/acme/train:1.4"
          hint="With a digest (name@sha256:…) it is the same each time."
          controlClassName="font-mono text-small"
        />
      ) : null}
      {sourceType === "git" ? (
        <div className="grid grid-cols-[minmax(0,1fr)_200px] items-start gap-3 max-sm:grid-cols-1">
          <TextField
            name="repository"
            label="Repository"
            required
            maxLength={1024}
            defaultValue={source?.type === "git" ? source.repository : undefined}
            placeholder="https://github.com/acme/training.git"
            controlClassName="font-mono text-small"
          />
          <TextField
            name="ref"
            label="Branch, tag or commit"
            required
            maxLength={255}
            defaultValue={source?.type === "git" ? source.ref : "main"}
            controlClassName="font-mono text-small"
          />
        </div>
      ) : null}
      <TextAreaField
        name="command"
        label={label}
        note={note}
        hint={`${hint} No shell reads it: spaces and quotes in a line are part of the argument.`}
        rows={4}
        defaultValue={source === null ? undefined : commandText(commandOf(source))}
        placeholder={EXAMPLE[sourceType]}
        spellCheck={false}
        controlClassName="font-mono text-small"
      />
    </>
  );
}

function SchemaField({ text }: { text: string }) {
  return (
    <JsonEditor
      name="parameters"
      label="Parameters"
      note="JSON Schema"
      defaultValue={text}
      variables={[]}
      hasVariables={false}
      bytesMax={PARAMETERS_BYTES_MAX}
      hint="What a run may be given, and by default is. It reaches the program as a JSON file, whose path is in MODELWIRE_PARAMETERS."
    />
  );
}

export function DescribeJobForm({ team, job }: { team: string; job: JobView }) {
  return (
    <ActionForm action={updateJobAction} label={`Describe ${job.name}`} hidden={{ team, job: job.name }}>
      <TextAreaField name="description" label="Description" rows={4} defaultValue={job.description} />
      <DialogFoot cancelHref={jobPath(team, job.name)}>
        <SubmitButton look="primary" size="large">
          Save description
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function DeleteJobForm({ team, job }: { team: string; job: JobView }) {
  return (
    <ActionForm action={deleteJobAction} label={`Delete ${job.name}`} hidden={{ team, job: job.name }}>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
        <li>No more runs of it can be queued. Those that wait or run go on.</li>
        <li>Its runs and their logs stay for as long as runs are kept.</li>
        <li>It stays while an automation queues it.</li>
      </ul>
      <DialogFoot cancelHref={jobPath(team, job.name)}>
        <SubmitButton look="destructive" size="large">
          Delete job
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

/** The names of a schema's properties, for tables. */
export function parameterNames({ properties }: JsonObject): string[] {
  return isJsonObject(properties) ? Object.keys(properties) : [];
}
