"use client";

import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";

export type DialogProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  /** Verb and object: "Move production". */
  title: ReactNode;
  /** What it will cause, in one or two sentences. */
  description: ReactNode;
  /** The form, with a `DialogFoot` at its end. */
  children: ReactNode;
};

/** A 560 px dialog. Focus starts on the first control that can take it, so put Cancel first where the deed is destructive. */
export function Dialog({ trigger, title, description, children }: DialogProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-20 animate-appear bg-scrim" />
        <Primitive.Content className="fixed inset-x-4 top-[12vh] z-20 mx-auto flex max-h-[80vh] max-w-[560px] animate-rise flex-col overflow-auto rounded-dialog bg-raised shadow-dialog">
          <div className="px-4 pt-3.5">
            <Primitive.Title className="font-semibold text-head">{title}</Primitive.Title>
            <Primitive.Description className="mt-1 text-ink-2">{description}</Primitive.Description>
          </div>
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <div className="flex justify-end gap-2 border-line border-t bg-canvas px-4 py-3 dark:bg-surface">{children}</div>
  );
}

/** Closes the dialog it stands in. Its child is the button. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Primitive.Close asChild>{children}</Primitive.Close>;
}
