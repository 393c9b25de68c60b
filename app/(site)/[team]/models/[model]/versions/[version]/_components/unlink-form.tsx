import { ActionForm } from "@/app/_components/action-form.client";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { versionPath } from "@/app/_server/paths";
import type { AutomationView } from "@/lib/core/automation";
import { type ComingEvent, firingAutomations } from "@/lib/core/firing";
import type { VersionView } from "@/lib/core/registry";
import { Fires } from "../../../_components/fires";
import { unlinkVersionAction } from "../actions";

export type UnlinkFormProps = { team: string; version: VersionView; automations: readonly AutomationView[] };

/** What goes with a version, what stays, and what its end sets off. */
export function UnlinkForm({ team, version, automations }: UnlinkFormProps) {
  const { model, number, aliases, artifact } = version;
  const own = aliases.filter((alias) => !alias.isSystem);
  const guarded = own.find((alias) => alias.isProtected);
  const coming: ComingEvent[] = [
    ...own.map(({ name }) => ({ type: "REMOVE_ARTIFACT_ALIAS" as const, alias: name, version })),
    { type: "UNLINK_ARTIFACT", alias: null, version },
  ];
  return (
    <ActionForm
      action={unlinkVersionAction}
      label={`Unlink v${number}`}
      hidden={{ team, model: model.name, version: `v${number}` }}
    >
      <div className="flex flex-col gap-3">
        <p className="text-ink-2">
          v{number} leaves {model.name} for good: its number is never given again. The artifact{" "}
          <span className="font-mono text-small">
            {artifact.name}:v{artifact.number}
          </span>
          , its files and the history of events stay.
        </p>
        {own.length > 0 ? (
          <p className="flex flex-wrap items-center gap-1.5">
            {own.length === 1 ? "This alias is removed:" : "These aliases are removed:"}
            {own.map((alias) => (
              <AliasChip key={alias.name} name={alias.name} kind={aliasKindOf(alias)} />
            ))}
          </p>
        ) : null}
        {guarded ? (
          <Note tone="caution" title={`v${number} carries the protected alias ${guarded.name}.`}>
            An admin has to move or remove it first.
          </Note>
        ) : (
          <Fires automations={firingAutomations(automations, coming)} />
        )}
      </div>
      <DialogFoot cancelHref={versionPath(team, model.name, number)}>
        <SubmitButton look="destructive" size="large" disabled={guarded !== undefined}>
          Unlink v{number}
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
