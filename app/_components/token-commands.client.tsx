"use client";

import { KeyRound } from "lucide-react";
import { ActionForm } from "./action-form.client";
import { createFirstToken } from "./actions";
import { CodeView } from "./code-view";
import { useFormState } from "./form-state.client";
import { TOKEN_PLACE } from "./token-place";
import { SubmitButton } from "./ui/submit-button.client";

/** `text` holds the token's place; `words` say when to use it, where there are several. */
export type CommandBlock = { label: string; text: string; words?: string };

export type TokenCommandsProps = { team: string; canCreateToken: boolean; blocks: readonly CommandBlock[] };

/** Commands, and the button that puts a fresh token into them. The token is in the form's state alone. */
export function TokenCommands({ team, ...rest }: TokenCommandsProps) {
  return (
    <ActionForm action={createFirstToken} label="Create a token" hidden={{ team }} className="[&>p]:px-4 [&>p]:pb-2">
      <Commands {...rest} />
    </ActionForm>
  );
}

function Commands({ canCreateToken, blocks }: Omit<TokenCommandsProps, "team">) {
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
      {blocks.map(({ label, text, words }, index) => (
        <div key={label} className={index === 0 ? undefined : "border-line border-t"}>
          {words ? <p className="max-w-[76ch] px-4 pt-3 pb-1 text-ink-2">{words}</p> : null}
          <CodeView
            label={label}
            text={text.replaceAll(TOKEN_PLACE, token ?? "…")}
            frame="bare"
            canCopy
            className="max-sm:min-h-11"
            {...(index === 0 ? { copyKey: "c" } : {})}
          />
        </div>
      ))}
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
