import { randomUUID } from "node:crypto";
import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { linkAnyPath, modelPartPath, modelPath, modelsPath } from "@/app/_server/paths";
import { DESCRIPTION_LENGTH_MAX, NAME_LENGTH_MAX } from "@/lib/core/names";
import { Fires } from "../../models/[model]/_components/fires";
import { linkVersionAction } from "../actions";
import { AliasFields } from "./alias-fields";
import { ArtifactFields } from "./artifact-fields.client";
import type { LinkView } from "./read-link";
import { SourceChoice } from "./source-choice.client";

export type LinkFormProps = { team: string; view: LinkView; from?: "artifact" | "uri" };

/** Makes the next version of a model: of an artifact that a run logged, or of an address where the bytes are. */
export function LinkForm({ team, view, from = "artifact" }: LinkFormProps) {
  const { model, listeners } = view;
  const pageHref = model ? modelPartPath(team, model.name, ["link"]) : linkAnyPath(team);
  return (
    <ActionForm
      action={linkVersionAction}
      label="Link version"
      hidden={{ team, key: randomUUID(), ...(model ? { model: model.name } : {}) }}
      className="group/link"
    >
      <div className="flex flex-col gap-4">
        {model ? null : <ModelField names={view.modelNames} />}
        <SourceChoice from={from}>
          {model ? (
            <TextLink href={modelPartPath(team, model.name, ["upload"])} className="max-sm:py-2">
              Upload files instead
            </TextLink>
          ) : null}
        </SourceChoice>
        <div className="group-has-[input[value=uri]:checked]/link:hidden">
          <ArtifactFields
            team={team}
            projects={view.projects}
            asked={view.asked}
            suggested={view.suggested}
            pageHref={pageHref}
            isFirst={model !== null}
          />
        </div>
        <div className="group-has-[input[value=artifact]:checked]/link:hidden">
          <TextField
            name="uri"
            label="Address"
            hint="s3://, hf://, runs:/ or any other URI. Nothing is copied."
            placeholder="s3://acme-lake/churn/model.onnx"
            maxLength={2_048}
            controlClassName="font-mono text-small"
          />
        </div>
        <AliasFields
          aliases={model?.aliases ?? []}
          protectedNames={view.protectedNames}
          guarded={view.refusals.guarded}
        />
        <TextAreaField
          name="description"
          label="Description"
          note="optional"
          rows={2}
          maxLength={DESCRIPTION_LENGTH_MAX}
        />
        {listeners.length > 0 ? <Fires automations={listeners} isSure={false} /> : null}
      </div>
      <DialogFoot cancelHref={model ? modelPath(team, model.name) : modelsPath(team)}>
        <SubmitButton look="primary" size="large">
          Link version
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function ModelField({ names }: { names: readonly string[] }) {
  return (
    <div>
      <TextField
        name="model"
        label="Model"
        hint="A name that the team does not have yet becomes a new model."
        required
        list="link-models"
        data-focus-first=""
        maxLength={NAME_LENGTH_MAX}
        controlClassName="font-mono"
      />
      <input type="hidden" name="create" value="on" />
      <datalist id="link-models">
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}
