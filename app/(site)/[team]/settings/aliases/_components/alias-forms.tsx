import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { AliasUse } from "@/lib/registry/aliases/queries";
import { protectAliasAction, unprotectAliasAction } from "../actions";
import { Holders } from "./holders";

export type ProtectAliasFormProps = {
  team: string;
  /** The alias that is meant; without one the name is typed. */
  use?: AliasUse;
};

export function ProtectAliasForm({ team, use }: ProtectAliasFormProps) {
  return (
    <ActionForm
      action={protectAliasAction}
      undo={unprotectAliasAction}
      label={use ? `Protect ${use.name}` : "Protect an alias"}
      hidden={{ team, ...(use ? { name: use.name } : {}) }}
    >
      {use ? (
        <p className="text-ink-2">
          It is on <Holders team={team} use={use} />. Only admins put, move or remove it from then on, in every model; a
          version that carries it cannot be deleted.
        </p>
      ) : (
        <TextField
          name="name"
          label="Alias"
          hint="Holds in every model of the team, also where it is put later. What carries it now stays as it is."
          required
          maxLength={256}
          placeholder="production"
          controlClassName="font-mono"
        />
      )}
      <DialogFoot cancelHref={settingsPath(team, "aliases")}>
        <SubmitButton look="primary" size="large">
          Protect alias
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function UnprotectAliasForm({ team, use }: { team: string; use: AliasUse }) {
  return (
    <ActionForm
      action={unprotectAliasAction}
      undo={protectAliasAction}
      label={`Stop protecting ${use.name}`}
      hidden={{ team, name: use.name }}
    >
      <p className="text-ink-2">
        Members, and tokens of that role, may then move it too, which sets off the automations that listen to it. It
        stays where it is: <Holders team={team} use={use} />.
      </p>
      <DialogFoot cancelHref={settingsPath(team, "aliases")}>
        <SubmitButton look="destructive" size="large">
          Stop protecting
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
