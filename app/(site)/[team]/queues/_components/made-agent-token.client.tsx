"use client";

import type { ReactNode } from "react";
import { CodeView } from "@/app/_components/code-view";
import { useFormState } from "@/app/_components/form-state.client";
import { DialogDone } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { type AgentCommandOptions, agentCommand } from "./agent-command";

export type MadeAgentTokenProps = {
  command: Omit<AgentCommandOptions, "token">;
  /** A way on, for a page; a dialog closes. */
  done: ReactNode;
  /** The form's fields, until the token is made. */
  children: ReactNode;
};

/** Fields first; then, this once, the token and the commands that start an agent with it. */
export function MadeAgentToken({ command, done, children }: MadeAgentTokenProps) {
  const { state } = useFormState();
  if (state.kind !== "done" || state.revealed === undefined) {
    return children;
  }
  return (
    <div className="flex flex-col gap-3">
      <Note tone="positive" title="Copy it now." isAlert>
        It is shown this once: only its hash is kept.
      </Note>
      <CodeView label="Token" text={state.revealed} canCopy />
      <CodeView
        label="Commands that start an agent"
        text={agentCommand({ ...command, token: state.revealed })}
        canCopy
      />
      <div className="flex justify-end">
        <DialogDone onPage={done} />
      </div>
    </div>
  );
}
