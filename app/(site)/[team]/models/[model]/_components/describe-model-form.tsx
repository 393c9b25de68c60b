import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextAreaField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { modelPath } from "@/app/_server/paths";
import { DESCRIPTION_LENGTH_MAX } from "@/lib/core/names";
import { describeModelAction } from "../actions";

export type DescribeModelFormProps = { team: string; model: string; description: string };

export function DescribeModelForm({ team, model, description }: DescribeModelFormProps) {
  return (
    <ActionForm action={describeModelAction} label={`Describe ${model}`} hidden={{ team, model }}>
      <TextAreaField
        name="description"
        label="Description"
        note="optional"
        hint="One or two sentences of plain text. What needs more belongs on the card."
        defaultValue={description}
        maxLength={DESCRIPTION_LENGTH_MAX}
        rows={4}
      />
      <DialogFoot cancelHref={modelPath(team, model)}>
        <SubmitButton look="primary" size="large">
          Save description
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
