import { ActionForm } from "@/app/_components/action-form.client";
import { formatPlural } from "@/app/_components/format";
import { JsonEditor } from "@/app/_components/json-editor.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { CheckField, SelectField, TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { queuePath, queuesPath } from "@/app/_server/paths";
import type { JsonObject } from "@/lib/core/json";
import { jsonText } from "@/lib/core/launch-form";
import { PARAMETERS_BYTES_MAX } from "@/lib/core/launch-job";
import { PRIORITIES, type Priority, type QueueView, type Resource } from "@/lib/core/launch-queue";
import { createQueueAction, deleteQueueAction, updateQueueAction } from "../actions";
import { QUEUE_START } from "./queue-start";

export function NewQueueForm({ team, resource }: { team: string; resource: Resource }) {
  const start = QUEUE_START[resource];
  return (
    <ActionForm key={resource} action={createQueueAction} label="New queue" hidden={{ team, resource }}>
      <div className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          required
          maxLength={64}
          placeholder={start.name}
          hint="Letters, digits, and . _ - between them. It stands in commands and addresses."
          controlClassName="font-mono"
        />
        <QueueFields
          description=""
          maxRunning={null}
          defaultPriority="medium"
          template={start.template}
          variables={start.variables}
        />
        <DialogFoot cancelHref={queuesPath(team)} className="mt-0">
          <SubmitButton look="primary" size="large">
            Create queue
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

export function EditQueueForm({ team, queue }: { team: string; queue: QueueView }) {
  return (
    <ActionForm action={updateQueueAction} label={`Edit ${queue.name}`} hidden={{ team, queue: queue.name }}>
      <div className="flex flex-col gap-4">
        <QueueFields {...queue} />
        <DialogFoot
          cancelHref={queuePath(team, queue.name)}
          note="Runs that wait or run keep what they were queued with."
          className="mt-0"
        >
          <SubmitButton look="primary" size="large">
            Save queue
          </SubmitButton>
        </DialogFoot>
      </div>
    </ActionForm>
  );
}

type QueueFieldsProps = {
  description: string;
  maxRunning: number | null;
  defaultPriority: Priority;
  template: JsonObject;
  variables: readonly object[];
};

/** Everything that an admin says of a queue besides its name and kind, which never change. */
function QueueFields({ description, maxRunning, defaultPriority, template, variables }: QueueFieldsProps) {
  return (
    <>
      <TextAreaField name="description" label="Description" note="optional" rows={2} defaultValue={description} />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          name="maxRunning"
          label="At once"
          note="optional"
          inputMode="numeric"
          defaultValue={maxRunning ?? ""}
          placeholder="no limit"
          hint="Runs over all agents."
        />
        <SelectField
          name="defaultPriority"
          label="Priority"
          defaultValue={defaultPriority}
          choices={PRIORITIES.map((value) => ({ value, label: value }))}
          hint="Of runs that name none."
        />
      </div>
      <JsonEditor
        name="template"
        label="Resource template"
        note="JSON"
        defaultValue={jsonText(template)}
        variables={[]}
        hasVariables={false}
        bytesMax={PARAMETERS_BYTES_MAX}
        hint={
          <>
            What runs get of the hardware. <code className="font-mono">{"{{name}}"}</code> stands for a variable;
            nothing that would let a run out of its container is accepted.
          </>
        }
      />
      <JsonEditor
        name="variables"
        label="Variables"
        note="JSON, a list"
        defaultValue={jsonText(variables.map(shortVariable))}
        variables={[]}
        hasVariables={false}
        bytesMax={PARAMETERS_BYTES_MAX}
        hint="What whoever queues a run may set of the template, and nothing else: name, type (string, integer, number, boolean), description, default, minimum, maximum, options."
      />
    </>
  );
}

/** Without what was not said: it comes back as the same when it is read. */
function shortVariable(variable: object): JsonObject {
  return Object.fromEntries(Object.entries(variable).filter(([, value]) => value !== null && value !== ""));
}

export function DeleteQueueForm({ team, queue }: { team: string; queue: QueueView }) {
  return (
    <ActionForm action={deleteQueueAction} label={`Delete ${queue.name}`} hidden={{ team, queue: queue.name }}>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-ink-2">
        <li>Agents that serve it are refused from then on, and its tokens with them.</li>
        <li>Its runs and their logs stay for as long as runs are kept.</li>
        {queue.running > 0 ? (
          <li className="text-caution">
            {formatPlural(queue.running, "run")} under way in it: it can be deleted once they have ended.
          </li>
        ) : null}
      </ul>
      {queue.waiting > 0 ? (
        <CheckField name="kills" value="yes" label={`Kill the ${queue.waiting} that wait`} className="mt-3" />
      ) : null}
      <DialogFoot cancelHref={queuePath(team, queue.name)}>
        <SubmitButton look="destructive" size="large">
          Delete queue
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
