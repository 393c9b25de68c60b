import { ArrowRight, Undo2, X } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { Time } from "@/app/_components/time";
import { TextField } from "@/app/_components/ui/fields.client";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { AliasMove, VersionName } from "@/app/_components/version-name";
import { can, onlySentence } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { AliasMoveView, AliasView } from "@/lib/core/registry";
import { moveAliasAction, removeAliasAction, rollbackAliasAction } from "../actions";
import { Confirm } from "./confirm";

const ELSEWHERE_MAX = 8;

export type AliasesCardProps = {
  scope: TeamScope;
  model: string;
  version: number;
  /** All aliases of the model. */
  aliases: readonly AliasView[];
  moves: readonly AliasMoveView[];
  /** The automations that a move of the alias sets off. */
  fires: (alias: string) => readonly string[];
};

/** The aliases on this version, and the ways to change that, each saying first what it will cause. */
export function AliasesCard({ scope, model, version, aliases, moves, fires }: AliasesCardProps) {
  const here = aliases.filter((alias) => alias.version === version);
  const elsewhere = aliases.filter((alias) => alias.version !== version && !alias.isSystem);
  const target: Target = { scope, model, version, fires };
  return (
    <Panel aria-labelledby="aliases">
      <PanelHead title="Aliases" titleId="aliases" />
      <ul>
        {here.map((alias) => (
          <li key={alias.name} className="border-line border-t px-3.5 py-2.5 first:border-t-0">
            {alias.isSystem ? (
              <div className="flex items-center gap-2">
                <AliasChip name={alias.name} kind="system" />
                <span className="ml-auto text-ink-3 text-small">kept by the system</span>
              </div>
            ) : (
              <AliasHere target={target} alias={alias} from={lastFrom(moves, alias.name)} />
            )}
          </li>
        ))}
        {here.length === 0 ? (
          <li className="px-3.5 py-2.5 text-ink-3 text-small">No alias is on this version.</li>
        ) : null}
      </ul>
      {elsewhere.length > 0 ? (
        <ul aria-label="Aliases on other versions" className="border-line border-t">
          {elsewhere.slice(0, ELSEWHERE_MAX).map((alias) => (
            <li key={alias.name} className="px-3.5 pt-2 last:pb-2">
              <AliasElsewhere target={target} alias={alias} />
            </li>
          ))}
        </ul>
      ) : null}
      <PanelBody className="border-line border-t">
        <AddAlias target={target} />
      </PanelBody>
    </Panel>
  );
}

type Target = Pick<AliasesCardProps, "scope" | "model" | "version" | "fires">;

function AliasHere({ target, alias, from }: { target: Target; alias: AliasView; from: number | null }) {
  const hidden = hiddenOf(target, alias.name, target.version);
  const refusal = refusalOf(target.scope, alias);
  return (
    <>
      <div className="flex min-w-0 items-center">
        <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
      </div>
      <p className="mt-1 text-ink-2 text-small">
        Since <Time at={alias.since} />, by {alias.by}.{from === null ? null : ` Was on v${from}.`}
      </p>
      {refusal ? <p className="mt-1 text-ink-3 text-small">{refusal}</p> : null}
      <div className="mt-1.5 flex flex-wrap items-start gap-1.5">
        {from === null ? null : (
          <Confirm
            icon={<Undo2 aria-hidden="true" />}
            label={`Roll back to v${from}`}
            name={`Roll back ${alias.name} to v${from}`}
            isDisabled={refusal !== null}
          >
            <AliasMove alias={alias.name} kind={aliasKindOf(alias)} from={target.version} to={from} />
            <Consequences names={target.fires(alias.name)} />
            <ActionForm action={rollbackAliasAction} label={`Roll back ${alias.name}: confirm`} hidden={hidden}>
              <SubmitButton look="primary" size="small">
                Roll back {alias.name}
              </SubmitButton>
            </ActionForm>
          </Confirm>
        )}
        <Confirm
          icon={<X aria-hidden="true" />}
          label="Remove"
          name={`Remove ${alias.name}`}
          isDisabled={refusal !== null}
        >
          <AliasMove alias={alias.name} kind={aliasKindOf(alias)} from={target.version} to={null} />
          <p className="text-ink-2 text-small">Clients that ask for {alias.name} then find nothing.</p>
          <ActionForm action={removeAliasAction} label={`Remove ${alias.name}: confirm`} hidden={hidden}>
            <SubmitButton look="danger" size="small">
              Remove {alias.name}
            </SubmitButton>
          </ActionForm>
        </Confirm>
      </div>
    </>
  );
}

function AliasElsewhere({ target, alias }: { target: Target; alias: AliasView }) {
  const refusal = refusalOf(target.scope, alias);
  return (
    <Confirm
      icon={<ArrowRight aria-hidden="true" />}
      label="Move here"
      name={`Move ${alias.name} here`}
      isDisabled={refusal !== null}
      beside={
        <span className="inline-flex min-w-0 flex-1 items-center gap-1.5">
          <AliasChip name={alias.name} kind={aliasKindOf(alias)} />
          <VersionName version={alias.version} strength="quiet" />
        </span>
      }
    >
      <AliasMove alias={alias.name} kind={aliasKindOf(alias)} from={alias.version} to={target.version} />
      <Consequences names={target.fires(alias.name)} />
      <ActionForm
        action={moveAliasAction}
        label={`Move ${alias.name}: confirm`}
        hidden={{ ...hiddenOf(target, alias.name, alias.version), version: `v${target.version}` }}
      >
        <SubmitButton look="primary" size="small">
          Move {alias.name}
        </SubmitButton>
      </ActionForm>
    </Confirm>
  );
}

function AddAlias({ target }: { target: Target }) {
  const isAllowed = can(target.scope.role, "alias.write");
  const { alias: _, ...hidden } = hiddenOf(target, "", null);
  return (
    <ActionForm action={moveAliasAction} label="Add an alias" hidden={{ ...hidden, version: `v${target.version}` }}>
      <div className="flex items-end gap-1.5">
        <TextField
          name="alias"
          label="New alias"
          hint={isAllowed ? undefined : onlySentence("alias.write")}
          required
          maxLength={256}
          placeholder="production"
          disabled={!isAllowed}
          className="flex-1"
          controlClassName="h-7 font-mono text-small"
        />
        <SubmitButton disabled={!isAllowed}>Add</SubmitButton>
      </div>
    </ActionForm>
  );
}

function Consequences({ names }: { names: readonly string[] }) {
  if (names.length === 0) {
    return <p className="text-ink-2 text-small">No automation listens to this.</p>;
  }
  return (
    <p className="break-words text-ink-2 text-small">
      Sets off <b className="font-medium text-ink">{names.join(", ")}</b>, where their conditions hold.
    </p>
  );
}

/** Nothing moves that was moved by somebody else since the page was read. */
function hiddenOf({ scope, model }: Target, alias: string, holder: number | null) {
  return { team: scope.teamName, model, alias, expectedVersion: holder ?? "nobody" };
}

function lastFrom(moves: readonly AliasMoveView[], alias: string): number | null {
  return moves.find((move) => move.alias === alias)?.from ?? null;
}

function refusalOf({ role }: TeamScope, alias: AliasView): string | null {
  if (!can(role, "alias.write")) {
    return onlySentence("alias.write");
  }
  return alias.isProtected && !can(role, "alias.protected") ? onlySentence("alias.protected") : null;
}
