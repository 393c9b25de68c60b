"use client";

import type { Route } from "next";
import dynamic from "next/dynamic";
import { type MouseEvent, type ReactNode, useState } from "react";
import { useCloseDialog } from "../form-state.client";
import { Button, ButtonLink, type ButtonLinkProps } from "./button";
import { classNames } from "./class-names";

const loadPanel = () => import("./dialog-panel.client").then(({ DialogPanel }) => DialogPanel);
export const DialogPanel = dynamic(loadPanel, { ssr: false });

/** True for a click that means "here": not one that asks for a new tab or a download. */
export function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
}

export type DialogLinkProps = Omit<ButtonLinkProps, "href" | "title" | "content" | "onClick"> & {
  /** A page that holds the same content, for before JavaScript and for a new tab. */
  href: Route;
  title: ReactNode;
  content: ReactNode;
};

/**
 * A button that opens a dialog: a link to a page with the same content until the page's code is there. The dialog stays as
 * it was opened while the page behind it changes: what is confirmed must be what was read.
 */
export function DialogLink({ href, title, content, children, ...rest }: DialogLinkProps) {
  const [opened, setOpened] = useState<Pick<DialogLinkProps, "title" | "content"> | null>(null);

  function open(event: MouseEvent): void {
    if (isPlainClick(event)) {
      event.preventDefault();
      setOpened({ title, content });
    }
  }

  return (
    <>
      <ButtonLink
        {...rest}
        href={href}
        prefetch={false}
        aria-haspopup="dialog"
        onClick={open}
        onPointerEnter={loadPanel}
        onFocus={loadPanel}
      >
        {children}
      </ButtonLink>
      {opened ? (
        <DialogPanel title={opened.title} onClose={() => setOpened(null)}>
          {opened.content}
        </DialogPanel>
      ) : null}
    </>
  );
}

export type DialogFootProps = {
  /** Quiet words at its start: "Rolling back fires them for v15." */
  note?: ReactNode;
  /** Where *Cancel* leads on a page; in a dialog it closes. */
  cancelHref: Route;
  /** The primary button, which repeats the title's verb. */
  children: ReactNode;
  className?: string;
};

/** The foot of a dialog's form, and of the same form on its page: what happens next, cancel, do. */
export function DialogFoot({ note, cancelHref, children, className }: DialogFootProps) {
  const close = useCloseDialog();
  return (
    <div
      data-dialog-foot=""
      className={classNames(
        "mt-4 flex flex-wrap items-center justify-end gap-2 border-line py-3",
        close && "border-t bg-canvas dark:bg-surface",
        className,
      )}
    >
      {note ? <p className="mr-auto min-w-0 text-ink-3 text-small">{note}</p> : null}
      {close ? (
        <Button size="large" data-focus-first="" onClick={close}>
          Cancel
        </Button>
      ) : (
        <ButtonLink size="large" href={cancelHref}>
          Cancel
        </ButtonLink>
      )}
      {children}
    </div>
  );
}

/** Ends a dialog that shows something once; on a page it is the way on that the page gives. */
export function DialogDone({ onPage }: { onPage: ReactNode }) {
  const close = useCloseDialog();
  return close ? (
    <Button look="primary" size="large" onClick={close}>
      Done
    </Button>
  ) : (
    onPage
  );
}
