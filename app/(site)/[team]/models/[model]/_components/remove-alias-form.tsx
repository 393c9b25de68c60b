import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { AliasMove } from "@/app/_components/version-name";
import { versionPath } from "@/app/_server/paths";
import type { AutomationView } from "@/lib/core/automation";
import type { AliasView } from "@/lib/core/registry";
import { removeAliasAction, undoAliasAction } from "../aliases/actions";
import { Fires } from "./fires";

export type RemoveAliasFormProps = {
  team: string;
  model: string;
  alias: AliasView;
  fires: readonly AutomationView[];
  isPage?: boolean;
};

/** What the removal of an alias takes from its clients and sets off, and the button that removes it. */
export function RemoveAliasForm({ team, model, alias, fires, isPage = false }: RemoveAliasFormProps) {
  const { name, version, isProtected } = alias;
  return (
    <ActionForm
      action={removeAliasAction}
      undo={undoAliasAction}
      label={`Remove ${name}`}
      hidden={{ team, model, alias: name, expectedVersion: version, ...(isPage ? { isPage: "yes" } : {}) }}
    >
      <div className="flex flex-col gap-3">
        <AliasMove alias={name} kind={isProtected ? "protected" : "plain"} from={version} to={null} />
        <p className="text-ink-2">
          Clients that ask for {name} then find nothing. v{version} itself stays, and so does the alias’s history.
        </p>
        <Fires automations={fires} />
      </div>
      <DialogFoot cancelHref={versionPath(team, model, version)}>
        <SubmitButton look="destructive" size="large">
          Remove {name}
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
