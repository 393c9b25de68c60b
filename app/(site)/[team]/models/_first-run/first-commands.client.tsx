"use client";

import { KeyRound } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { CodeView } from "@/app/_components/code-view";
import { useFormState } from "@/app/_components/form-state.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { firstSteps, WAY_LABEL, type Way } from "../_components/first-steps";
import { createFirstToken } from "./actions";

export type FirstCommandsProps = { team: string; url: string; way: Way; canCreateToken: boolean };

/** The commands, and the button that puts a fresh token into them. The token is in the form's state alone. */
export function FirstCommands({ team, canCreateToken, ...rest }: FirstCommandsProps) {
  return (
    <ActionForm action={createFirstToken} label="Create a token" hidden={{ team }} className="[&>p]:px-4 [&>p]:pb-2">
      <Commands team={team} canCreateToken={canCreateToken} {...rest} />
    </ActionForm>
  );
}

function Commands({ team, url, way, canCreateToken }: FirstCommandsProps) {
  const { state } = useFormState();
  const token = state.kind === "done" ? state.revealed : undefined;
  return (
    <>
      <div className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-1.5 text-ink-2">
        <KeyRound aria-hidden="true" className="size-3.5 shrink-0 text-ink-3" />
        {token === undefined ? (
          <TokenOffer canCreateToken={canCreateToken} />
        ) : (
          <span className="min-w-0 flex-1">
            The token below is new, with the role member. It is shown only here, and only now.
          </span>
        )}
      </div>
      <CodeView
        label={`Commands for ${WAY_LABEL[way]}`}
        text={firstSteps(way, { team, url, token })}
        frame="bare"
        canCopy
        copyKey="c"
      />
    </>
  );
}

function TokenOffer({ canCreateToken }: { canCreateToken: boolean }) {
  if (!canCreateToken) {
    return (
      <span className="min-w-0 flex-1">
        The commands need an API token with the role member. An admin of the team creates one.
      </span>
    );
  }
  return (
    <>
      <span className="min-w-0 flex-1">The commands need an API token.</span>
      <SubmitButton size="small">Create a token</SubmitButton>
    </>
  );
}
