import { ActionForm } from "@/app/_components/action-form.client";
import { AliasChip } from "@/app/_components/alias-chip";
import { formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { modelPath } from "@/app/_server/paths";
import type { ModelSummary } from "@/lib/core/registry";
import { deleteModelAction } from "../actions";

const CHIPS_MAX = 6;

export type DeleteModelFormProps = {
  team: string;
  model: Pick<ModelSummary, "name" | "versionCount" | "aliases">;
  /** Automations of this model alone, which go with it; null where that was not counted. */
  automationCount: number | null;
};

/** What goes with a model and what stays; its name has to be typed. */
export function DeleteModelForm({ team, model, automationCount }: DeleteModelFormProps) {
  const { name, versionCount, aliases } = model;
  const own = aliases.filter((alias) => !alias.isSystem);
  const guarded = own.find((alias) => alias.isProtected);
  return (
    <ActionForm action={deleteModelAction} label={`Delete ${name}`} hidden={{ team, model: name }}>
      <div className="flex flex-col gap-3">
        <p className="text-ink-2">
          {formatPlural(versionCount, "version")}, {formatPlural(own.length, "alias", "aliases")}
          {automationCount === null ? "" : ` and ${formatPlural(automationCount, "automation")} of its own`} go for
          good. Automations that listen to unlinked versions and removed aliases fire. Artifacts with their files,
          events, deliveries and the audit log stay.
        </p>
        {own.length > 0 ? (
          <p className="flex flex-wrap gap-1.5">
            {own.slice(0, CHIPS_MAX).map((alias) => (
              <AliasChip key={alias.name} name={alias.name} kind={alias.isProtected ? "protected" : "plain"} />
            ))}
            {own.length > CHIPS_MAX ? <span className="text-ink-3">+{own.length - CHIPS_MAX}</span> : null}
          </p>
        ) : null}
        {guarded ? (
          <Note tone="caution" title={`v${guarded.version} carries the protected alias ${guarded.name}.`}>
            Move or remove it first.
          </Note>
        ) : null}
        <TextField
          name="confirm"
          label={`Type ${name} to delete it`}
          required
          controlClassName="font-mono"
          spellCheck={false}
        />
      </div>
      <DialogFoot cancelHref={modelPath(team, name)}>
        <SubmitButton look="destructive" size="large" disabled={guarded !== undefined}>
          Delete model
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
