import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { CheckField, TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { modelsPath } from "@/app/_server/paths";
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX } from "@/lib/core/names";
import { createModelAction } from "../../new-model/actions";

export function NewModelForm({ team }: { team: string }) {
  return (
    <ActionForm action={createModelAction} label="New model" hidden={{ team }}>
      <div className="flex flex-col gap-4">
        <TextField
          name="name"
          label="Name"
          hint="Without / and :. It stands in addresses and payloads and cannot be changed."
          required
          maxLength={NAME_LENGTH_MAX}
          placeholder="churn-classifier"
          controlClassName="font-mono"
          data-focus-first=""
        />
        <TextAreaField
          name="description"
          label="Description"
          note="optional"
          rows={3}
          maxLength={DESCRIPTION_LENGTH_MAX}
        />
        <CheckField name="link" label="Link its first version next" defaultChecked />
      </div>
      <DialogFoot cancelHref={modelsPath(team)}>
        <SubmitButton look="primary" size="large">
          Create model
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
