"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { CloseDialog } from "../form-state.client";
import { Button } from "./button";

export type DialogPanelProps = {
  /** Verb and object: "Delete ranker-v2". */
  title: ReactNode;
  onClose: () => void;
  /** The form or what else it is about; a form closes the dialog when it is done. */
  children: ReactNode;
};

/** An open dialog, 560 px. Focus starts on what is marked `data-focus-first`, else on the first control. */
export function DialogPanel({ title, onClose, children }: DialogPanelProps) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          className="fixed top-[10vh] left-1/2 z-40 flex max-h-[80vh] w-[560px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-rise flex-col overflow-hidden rounded-dialog bg-raised text-ink shadow-dialog outline-none"
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-2">
            <Dialog.Title className="min-w-0 flex-1 break-words font-semibold text-head">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <Button look="ghost" size="small" square aria-label="Close" className="-mr-1.5">
                <X aria-hidden="true" />
              </Button>
            </Dialog.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-5 [&_[data-dialog-foot]]:-mx-5 [&_[data-dialog-foot]]:-mb-5 [&_[data-dialog-foot]]:px-5">
            <CloseDialog value={onClose}>{children}</CloseDialog>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function focusFirst(event: Event): void {
  const first = event.currentTarget instanceof HTMLElement && event.currentTarget.querySelector("[data-focus-first]");
  if (first instanceof HTMLElement) {
    event.preventDefault();
    first.focus();
  }
}
