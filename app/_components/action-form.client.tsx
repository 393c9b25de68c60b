"use client";

import { type ReactNode, useActionState } from "react";
import { type ActionState, IDLE } from "@/lib/core/action-state";
import { classNames } from "./ui/class-names";

export type ActionFormProps = {
  action: (before: ActionState, form: FormData) => Promise<ActionState>;
  /** Names the form for screen readers: "Move production". */
  label: string;
  /** What the form says besides its visible fields. */
  hidden: Readonly<Record<string, string | number>>;
  className?: string;
  children: ReactNode;
};

/** A form that says how it went, right beside itself. Before JavaScript the browser sends it and the page says the same. */
export function ActionForm({ action, label, hidden, className, children }: ActionFormProps) {
  const [state, send] = useActionState(action, IDLE);
  return (
    <form action={send} aria-label={label} className={classNames("min-w-0", className)}>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children}
      {state.kind === "refused" ? (
        <p role="alert" className="mt-1.5 w-full break-words text-critical text-small">
          {state.message}
        </p>
      ) : null}
      {state.kind === "done" ? (
        <p role="status" className="mt-1.5 w-full break-words text-ink-2 text-small">
          {state.message}
        </p>
      ) : null}
    </form>
  );
}
