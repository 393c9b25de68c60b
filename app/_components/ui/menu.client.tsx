"use client";

import { EllipsisVertical } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { Button, type ButtonProps } from "./button";
import { classNames } from "./class-names";

const ENTRY =
  "flex h-7 select-none items-center gap-2 rounded-chip px-2 text-ink no-underline outline-none data-[disabled]:text-ink-off data-[highlighted]:bg-hover max-sm:h-9 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:text-ink-2";

export type KebabMenuProps = Pick<ButtonProps, "look" | "size"> & {
  /** Names the button: "Actions for deploy-production". */
  label: string;
  children: ReactNode;
};

/** The one menu of a row or a page. What it offers stands on the thing's own page too, for whoever has no JavaScript. */
export function KebabMenu({ label, look = "ghost", size = "small", children }: KebabMenuProps) {
  return (
    <DropdownMenu.Root>
      <DropdownMenu.Trigger asChild>
        <Button look={look} size={size} square aria-label={label} className="noscript:hidden">
          <EllipsisVertical aria-hidden="true" />
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-30 min-w-44 animate-appear rounded-panel bg-raised p-1 shadow-float"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export type MenuActionProps = {
  onSelect: () => void;
  isDangerous?: boolean;
  /** Says who can, when this person cannot: the entry is there, disabled, with this as its second line. */
  refusal?: string;
  children: ReactNode;
};

export function MenuAction({ onSelect, isDangerous = false, refusal, children }: MenuActionProps) {
  return (
    <DropdownMenu.Item
      onSelect={onSelect}
      disabled={refusal !== undefined}
      className={classNames(
        ENTRY,
        isDangerous && "text-critical [&_svg]:text-current",
        refusal && "h-auto flex-wrap py-1.5",
      )}
    >
      {children}
      {refusal ? <span className="w-full text-ink-3 text-small">{refusal}</span> : null}
    </DropdownMenu.Item>
  );
}

export function MenuLink({ href, children }: { href: Route; children: ReactNode }) {
  return (
    <DropdownMenu.Item asChild className={ENTRY}>
      <Link href={href}>{children}</Link>
    </DropdownMenu.Item>
  );
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="-mx-1 my-1 h-px bg-line" />;
}
