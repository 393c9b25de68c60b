import { Undo2, X } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { Time } from "@/app/_components/time";
import { Button } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { TextField } from "@/app/_components/ui/fields.client";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { VersionName } from "@/app/_components/version-name";
import { aliasPath } from "@/app/_server/paths";
import type { AliasView } from "@/lib/core/registry";
import { RemoveAliasForm } from "../../../_components/remove-alias-form";
import { removeAliasAction, undoAliasAction } from "../../../aliases/actions";
import { addAliasAction } from "../actions";
import { MoveButton } from "./move-button";
import type { AliasHere, AliasThere } from "./read-aliases";

export type AliasesCardProps = {
  team: string;
  model: string;
  version: number;
  here: readonly AliasHere[];
  /** Those on other versions, with what a move to this one would be. */
  elsewhere: readonly AliasThere[];
  /** Why this person may move no alias, or no protected one; null where they may. */
  refusals: { any: string | null; guarded: string | null };
};

type Place = Pick<AliasesCardProps, "team" | "model" | "version" | "refusals">;

/** The aliases on this version, and the ways to change that, each saying first what it will cause. */
export function AliasesCard({ team, model, version, here, elsewhere, refusals }: AliasesCardProps) {
  const place: Place = { team, model, version, refusals };
  return (
    <Panel aria-labelledby="aliases">
      <PanelHead title="Aliases" titleId="aliases" />
      <ul>
        {here.map((entry) => (
          <li key={entry.alias.name} className="border-line border-t px-3.5 py-2.5 first:border-t-0">
            {entry.alias.isSystem ? (
              <div className="flex items-center gap-2">
                <AliasChip name={entry.alias.name} kind="system" />
                <span className="ml-auto text-ink-3 text-small">kept by the system</span>
              </div>
            ) : (
              <Here place={place} entry={entry} />
            )}
          </li>
        ))}
        {here.length === 0 ? (
          <li className="px-3.5 py-2.5 text-ink-3 text-small">No alias is on this version.</li>
        ) : null}
      </ul>
      {elsewhere.length > 0 ? (
        <ul aria-label="Aliases on other versions" className="border-line border-t py-1.5">
          {elsewhere.map(({ alias, move }) => (
            <li key={alias.name} className="flex min-h-8 items-center gap-1.5 px-3.5 py-1">
              <span className="inline-flex min-w-0 flex-1 items-center gap-1.5">
                <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
                <VersionName version={alias.version} strength="quiet" />
              </span>
              <MoveButton
                {...place}
                planned={move}
                words="Move here"
                name={`Move ${alias.name} here`}
                refusal={refusalOf(place, alias)}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <PanelBody className="border-line border-t">
        <AddAlias place={place} />
      </PanelBody>
    </Panel>
  );
}

function Here({ place, entry: { alias, from, back, firesOnRemoval } }: { place: Place; entry: AliasHere }) {
  const refusal = refusalOf(place, alias);
  return (
    <>
      <div className="flex min-w-0 items-center gap-2">
        <span className="min-w-0 flex-1">
          <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
        </span>
        {back ? (
          <MoveButton
            {...place}
            planned={back}
            icon={<Undo2 aria-hidden="true" />}
            words={`Roll back to v${back.plan.to.number}`}
            name={`Roll back ${alias.name} to v${back.plan.to.number}`}
            refusal={refusal}
          />
        ) : null}
        <RemoveButton place={place} alias={alias} fires={firesOnRemoval} isDisabled={refusal !== null} />
      </div>
      <p className="mt-1 text-ink-2 text-small">
        Since <Time at={alias.since} />, by {alias.by}.{from === null ? null : ` Was on v${from}.`}
      </p>
      {refusal ? <p className="mt-1 text-ink-3 text-small">{refusal}</p> : null}
    </>
  );
}

type RemoveButtonProps = {
  place: Place;
  alias: AliasView;
  fires: AliasHere["firesOnRemoval"];
  isDisabled: boolean;
};

/** An alias that nothing listens to just goes, with an undo; any other says first what that does. */
function RemoveButton({ place: { team, model }, alias, fires, isDisabled }: RemoveButtonProps) {
  const look = { look: "ghost", size: "small", square: true, "aria-label": `Remove ${alias.name}` } as const;
  if (isDisabled) {
    return (
      <Button {...look} disabled>
        <X aria-hidden="true" />
      </Button>
    );
  }
  if (fires.length > 0 || alias.isProtected) {
    return (
      <DialogLink
        {...look}
        href={aliasPath(team, model, alias.name, { below: ["remove"] })}
        title={`Remove ${alias.name}`}
        content={<RemoveAliasForm team={team} model={model} alias={alias} fires={fires} />}
      >
        <X aria-hidden="true" />
      </DialogLink>
    );
  }
  return (
    <ActionForm
      action={removeAliasAction}
      undo={undoAliasAction}
      label={`Remove ${alias.name}: form`}
      hidden={{ team, model, alias: alias.name, expectedVersion: alias.version }}
    >
      <SubmitButton {...look}>
        <X aria-hidden="true" />
      </SubmitButton>
    </ActionForm>
  );
}

function AddAlias({ place: { team, model, version, refusals } }: { place: Place }) {
  return (
    <ActionForm
      action={addAliasAction}
      undo={undoAliasAction}
      label="Add an alias"
      hidden={{ team, model, version: `v${version}` }}
    >
      <div className="flex items-end gap-1.5">
        <TextField
          name="alias"
          label="New alias"
          hint={refusals.any ?? undefined}
          required
          maxLength={256}
          placeholder="staging"
          disabled={refusals.any !== null}
          className="flex-1"
          data-key="a"
          controlClassName="h-7 font-mono text-small"
        />
        {refusals.any === null ? <SubmitButton>Add</SubmitButton> : null}
      </div>
    </ActionForm>
  );
}

function refusalOf({ refusals }: Place, alias: AliasView): string | null {
  return refusals.any ?? (alias.isProtected ? refusals.guarded : null);
}
