import { ArrowRight, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { AliasChip } from "@/app/_components/alias-chip";
import { formatChange, formatMetric } from "@/app/_components/format";
import { Time } from "@/app/_components/time";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { aliasPath, versionPath } from "@/app/_server/paths";
import type { AutomationView } from "@/lib/core/automation";
import { moveAliasAction, undoAliasAction } from "../aliases/actions";
import { Fires } from "./fires";
import type { MovePlan } from "./move-plan";

export type MoveFormProps = {
  team: string;
  model: string;
  plan: MovePlan;
  fires: readonly AutomationView[];
  /** On a page of its own, which then leads to the version. */
  isPage?: boolean;
};

/** `Move production to v17`, `Roll back production to v15`, or `Put production on v0` where it stands nowhere yet. */
export function moveTitle(plan: MovePlan): ReactNode {
  const { alias, isProtected, from, to } = plan;
  return (
    <span className="inline-flex min-w-0 max-w-full flex-wrap items-center gap-2">
      {verbOf(plan)}
      <AliasChip name={alias} kind={isProtected ? "protected" : "plain"} />
      {from ? "to" : "on"} v{to.number}
    </span>
  );
}

function verbOf({ from, isRollback }: MovePlan): string {
  if (isRollback) {
    return "Roll back";
  }
  return from ? "Move" : "Put";
}

/** What a move changes and sets off, and the button that makes it so: unless somebody else has moved it meanwhile. */
export function MoveForm({ team, model, plan, fires, isPage = false }: MoveFormProps) {
  const { alias, from, to, isRollback } = plan;
  const verb = verbOf(plan);
  return (
    <ActionForm
      action={moveAliasAction}
      undo={undoAliasAction}
      label={`${verb} ${alias}`}
      hidden={{
        team,
        model,
        alias,
        expectedVersion: from?.number ?? "nobody",
        version: `v${to.number}`,
        ...(isPage ? { isPage: "yes" } : {}),
      }}
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-[minmax(0,1fr)_16px_minmax(0,1fr)] items-center gap-4 rounded-panel border border-line px-3.5 py-2.5">
          {from ? (
            <div className="min-w-0">
              <p className="font-[550] font-mono text-head text-ink-2">v{from.number}</p>
              <p className="text-ink-3 text-small">
                {plan.since ? (
                  <>
                    here since <Time at={plan.since} form="ago" />
                  </>
                ) : (
                  "holds it now"
                )}
                {plan.metric && plan.metric.from !== null
                  ? `, ${plan.metric.name} ${formatMetric(plan.metric.from)}`
                  : null}
              </p>
            </div>
          ) : (
            <p className="text-ink-3">on no version yet</p>
          )}
          <ArrowRight aria-hidden="true" className="size-4 text-ink-3" />
          <div className="min-w-0">
            <p className="font-mono font-semibold text-head">v{to.number}</p>
            <p className="text-ink-3 text-small">
              linked <Time at={to.linkedAt} form="ago" />
              <MetricAfter metric={plan.metric} />
            </p>
          </div>
        </div>
        <Fires automations={fires} />
        <p className="flex flex-wrap items-center gap-2 text-ink-3 text-small">
          <ShieldCheck aria-hidden="true" className="size-3.5 shrink-0" />
          {from
            ? `Refused if someone else has moved it from v${from.number} in the meantime.`
            : "Refused if someone else has put it on a version in the meantime."}
          {isPage ? null : (
            <TextLink inText href={aliasPath(team, model, alias)} className="max-sm:py-2">
              Another version
            </TextLink>
          )}
        </p>
      </div>
      <DialogFoot
        note={from && fires.length > 0 && !isRollback ? `Rolling back fires them for v${from.number}.` : undefined}
        cancelHref={versionPath(team, model, to.number)}
      >
        <SubmitButton look="primary" size="large">
          {verb} {alias}
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function MetricAfter({ metric }: { metric: MovePlan["metric"] }) {
  if (!metric || metric.to === null) {
    return null;
  }
  return (
    <>
      , {metric.name} {formatMetric(metric.to)}
      {metric.from === null ? null : (
        <b className="ml-1 font-medium text-ink-2">{formatChange(metric.from, metric.to)}</b>
      )}
    </>
  );
}
