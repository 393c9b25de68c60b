import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextAreaField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { versionPath } from "@/app/_server/paths";
import { DESCRIPTION_LENGTH_MAX } from "@/lib/core/names";
import type { VersionView } from "@/lib/core/registry";
import { describeVersionAction } from "../actions";

export function DescribeVersionForm({ team, version }: { team: string; version: VersionView }) {
  const { model, number, description } = version;
  return (
    <ActionForm
      action={describeVersionAction}
      label={`Describe v${number}`}
      hidden={{ team, model: model.name, version: `v${number}` }}
    >
      <TextAreaField
        name="description"
        label="Description"
        note="optional"
        hint="What is different about this version. Plain text; it stands in payloads too."
        defaultValue={description}
        maxLength={DESCRIPTION_LENGTH_MAX}
        rows={5}
      />
      <DialogFoot cancelHref={versionPath(team, model.name, number)}>
        <SubmitButton look="primary" size="large">
          Save description
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
