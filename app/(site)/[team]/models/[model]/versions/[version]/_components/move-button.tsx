import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { Button } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { aliasPath } from "@/app/_server/paths";
import { MoveForm, moveTitle } from "../../../_components/move-form";
import { moveAliasAction, undoAliasAction } from "../../../aliases/actions";
import type { PlannedMove } from "./read-aliases";

export type MoveButtonProps = {
  team: string;
  model: string;
  planned: PlannedMove;
  icon?: ReactNode;
  words: string;
  /** The whole of it for screen readers: "Move production here". */
  name: string;
  /** Who may, where this person may not. */
  refusal: string | null;
};

/** Moves an alias. What something listens to, or only admins may move, is shown first in the dialog of a move. */
export function MoveButton({
  team,
  model,
  planned: { plan, fires },
  icon = <ArrowRight aria-hidden="true" />,
  words,
  name,
  refusal,
}: MoveButtonProps) {
  const label = (
    <>
      {icon}
      {words}
    </>
  );
  if (refusal !== null) {
    return (
      <Button size="small" disabled aria-label={name} title={refusal}>
        {label}
      </Button>
    );
  }
  if (fires.length > 0 || plan.isProtected) {
    return (
      <DialogLink
        size="small"
        href={aliasPath(team, model, plan.alias, { to: plan.to.number })}
        aria-label={name}
        title={moveTitle(plan)}
        content={<MoveForm team={team} model={model} plan={plan} fires={fires} />}
      >
        {label}
      </DialogLink>
    );
  }
  return (
    <ActionForm
      action={moveAliasAction}
      undo={undoAliasAction}
      label={`${name}: form`}
      hidden={{
        team,
        model,
        alias: plan.alias,
        expectedVersion: plan.from?.number ?? "nobody",
        version: `v${plan.to.number}`,
      }}
    >
      <SubmitButton size="small" aria-label={name}>
        {label}
      </SubmitButton>
    </ActionForm>
  );
}
