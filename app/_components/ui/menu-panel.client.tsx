"use client";

import * as Menu from "@radix-ui/react-dropdown-menu";
import { useRouter } from "next/navigation";
import { answerOf, formOf } from "../answer-of";
import { tell } from "../toast";
import { classNames } from "./class-names";
import type { MenuEntry } from "./menu-entry";

export type MenuPanelProps = {
  /** The control that it hangs on and gives the focus back to. */
  anchor: HTMLElement | null;
  label: string;
  entries: readonly MenuEntry[];
  onClose: () => void;
  onDialog: (entry: Extract<MenuEntry, { kind: "dialog" }>) => void;
};

/** An open menu. Its trigger is a point over the control that opened it, which stays a plain link. */
export function MenuPanel({ anchor, label, entries, onClose, onDialog }: MenuPanelProps) {
  const place = anchor?.getBoundingClientRect();
  return (
    <Menu.Root open onOpenChange={(isOpen) => (isOpen ? undefined : onClose())}>
      <Menu.Trigger asChild>
        <span
          aria-hidden="true"
          className="pointer-events-none fixed"
          style={{ top: place?.top, left: place?.left, width: place?.width, height: place?.height }}
        />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          aria-label={label}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            anchor?.focus();
          }}
          className="z-20 min-w-48 max-w-[min(320px,calc(100vw-16px))] animate-appear rounded-panel bg-raised p-1 text-ink shadow-float outline-none"
        >
          {entries.map((entry) =>
            entry.kind === "separator" ? (
              <Menu.Separator key="separator" className="my-1 h-px bg-line" />
            ) : (
              <MenuLine key={entry.label} entry={entry} onDialog={onDialog} />
            ),
          )}
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}

type MenuLineProps = { entry: Exclude<MenuEntry, { kind: "separator" }>; onDialog: MenuPanelProps["onDialog"] };

function MenuLine({ entry, onDialog }: MenuLineProps) {
  const router = useRouter();

  async function choose(): Promise<void> {
    if (entry.kind === "link") {
      router.push(entry.href);
    } else if (entry.kind === "dialog") {
      onDialog(entry);
    } else {
      tell(await answerOf(entry.action, formOf(entry.hidden)), entry.undo);
    }
  }

  const refusal = entry.disabledBy ?? null;
  return (
    <Menu.Item
      disabled={refusal !== null}
      onSelect={choose}
      className={classNames(
        "flex min-h-7 cursor-default select-none flex-wrap items-center gap-x-2 rounded-chip px-2 outline-none data-[highlighted]:bg-hover max-sm:min-h-9 [&_svg]:size-3.5 [&_svg]:text-ink-2",
        entry.isDanger && "text-critical [&_svg]:text-critical",
        refusal !== null && "text-ink-3",
      )}
    >
      {entry.icon}
      {entry.label}
      {refusal === null ? null : <span className="w-full pb-1 text-ink-3 text-small">{refusal}</span>}
    </Menu.Item>
  );
}
