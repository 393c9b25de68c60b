"use client";

import { Ellipsis } from "lucide-react";
import type { Route } from "next";
import dynamic from "next/dynamic";
import { type KeyboardEvent, type MouseEvent, useState } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { buttonClass } from "./button";
import { DialogPanel, isPlainClick } from "./dialog.client";
import type { MenuEntry } from "./menu-entry";

const loadPanel = () => import("./menu-panel.client").then(({ MenuPanel }) => MenuPanel);
const MenuPanel = dynamic(loadPanel, { ssr: false });

export type KebabMenuProps = {
  /** What it is about: "Actions for deploy-production". */
  label: string;
  /** A page that offers the same actions, for before JavaScript. */
  href: Route;
  entries: readonly MenuEntry[];
  size?: "small" | "normal";
};

/** The three dots. What they open is loaded when they are first pointed at. */
export function KebabMenu({ label, href, entries, size = "small" }: KebabMenuProps) {
  const [isOpen, setIsOpen] = useState(false);
  const [dialog, setDialog] = useState<Extract<MenuEntry, { kind: "dialog" }> | null>(null);
  const [anchor, setAnchor] = useState<HTMLAnchorElement | null>(null);

  function open(event: MouseEvent | KeyboardEvent): void {
    event.preventDefault();
    setIsOpen(true);
  }

  return (
    <>
      <Link
        ref={setAnchor}
        href={href}
        prefetch={false}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={(event) => (isPlainClick(event) ? open(event) : undefined)}
        onKeyDown={(event) => ([" ", "ArrowDown"].includes(event.key) ? open(event) : undefined)}
        onPointerEnter={loadPanel}
        onFocus={loadPanel}
        className={buttonClass({ look: "ghost", size, square: true })}
      >
        <Ellipsis aria-hidden="true" />
      </Link>
      {isOpen ? (
        <MenuPanel
          anchor={anchor}
          label={label}
          entries={entries}
          onClose={() => setIsOpen(false)}
          onDialog={setDialog}
        />
      ) : null}
      {dialog ? (
        <DialogPanel title={dialog.title} onClose={() => setDialog(null)}>
          {dialog.content}
        </DialogPanel>
      ) : null}
    </>
  );
}
