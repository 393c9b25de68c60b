"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { type ActionState, type FormAction, IDLE } from "@/lib/core/action-state";
import { answerOf } from "./answer-of";
import { FormState, useCloseDialog } from "./form-state.client";
import { tell } from "./toast";
import { classNames } from "./ui/class-names";

export type ActionFormProps = {
  action: FormAction;
  /** Names the form for screen readers: "Move production". */
  label: string;
  /** What the form says besides its visible fields. */
  hidden?: Readonly<Record<string, string | number>>;
  /** The action that takes back what this one did, given the fields that it answered for that. */
  undo?: FormAction;
  /** Runs as it is sent, within the transition: for what is shown at once and taken back when it is refused. */
  onSend?: (fields: FormData) => void;
  /** True where the form itself shows what came of it: then no toast tells it too. */
  isQuiet?: boolean;
  /** Runs after it was done, for a form that shows more than its toast. */
  onDone?: (state: ActionState) => void;
  className?: string;
  children: ReactNode;
};

/**
 * A form of a server action. Before JavaScript the browser sends it and the page made anew says how it went. After that it
 * sends by itself: what was typed stays when it is refused, and what was done is told by a toast.
 */
export function ActionForm({
  action,
  label,
  hidden = {},
  undo,
  isQuiet = false,
  onSend,
  onDone,
  className,
  children,
}: ActionFormProps) {
  const [served, send] = useActionState(action, IDLE);
  const [own, setOwn] = useState<ActionState | null>(null);
  const [isSending, startSending] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const closeDialog = useCloseDialog();
  const state = own ?? served;

  // An effect, because focus can only go to the field at fault once it is marked.
  useEffect(() => {
    if (own?.kind === "refused") {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
  }, [own]);

  function settle(next: ActionState): void {
    setOwn(next);
    if (next.kind !== "done") {
      return;
    }
    if (!isQuiet) {
      tell(next, undo);
    }
    onDone?.(next);
    if (next.revealed === undefined) {
      form.current?.reset();
      closeDialog?.();
    }
    if (next.next !== undefined) {
      router.push(next.next as Route); // An address of ours: the action built it.
    }
  }

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    const submitter = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
    const fields = new FormData(event.currentTarget, submitter);
    if (isSending) {
      return;
    }
    startSending(async () => {
      onSend?.(fields);
      settle(await answerOf(action, fields));
    });
  }

  return (
    <form
      ref={form}
      action={send}
      onSubmit={submit}
      aria-label={label}
      className={classNames("group/form min-w-0", className)}
    >
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormState value={{ state, isSending }}>{children}</FormState>
      {state.kind === "refused" ? (
        <p
          role="alert"
          className="mt-1.5 w-full break-words text-critical text-small group-has-[[data-field-refusal]]/form:hidden"
        >
          {state.message}
        </p>
      ) : null}
      {own === null && served.kind === "done" ? (
        <p role="status" className="mt-1.5 w-full break-words text-ink-2 text-small">
          {served.message}
        </p>
      ) : null}
    </form>
  );
}
