"use client";

import type { ReactNode } from "react";
import { CodeView } from "@/app/_components/code-view";
import { useFormState } from "@/app/_components/form-state.client";
import { DialogDone } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";

export type InvitationLinkProps = {
  /** A way on, for a page; a dialog closes. */
  done: ReactNode;
  /** The form's fields, until the link is made. */
  children: ReactNode;
};

/** Fields first; then, this once, the link. */
export function InvitationLink({ done, children }: InvitationLinkProps) {
  const { state } = useFormState();
  if (state.kind !== "done" || state.revealed === undefined) {
    return children;
  }
  return (
    <div className="flex flex-col gap-3">
      <Note tone="positive" title="Copy it now and send it." isAlert>
        It is shown this once. Whoever opens it first may join, within seven days.
      </Note>
      <CodeView label="Invitation link" text={state.revealed} canCopy />
      <div className="flex justify-end pb-3">
        <DialogDone onPage={done} />
      </div>
    </div>
  );
}
