import { Command } from "cmdk";
import { ArrowRight, Boxes, CornerDownRight, Search, Zap } from "lucide-react";
import type { ReactNode } from "react";
import { Kbd } from "../ui/kbd";
import type { FoundEntry } from "./found";
import { markedParts } from "./palette-link";

const ICON = {
  model: Boxes,
  version: Boxes,
  automation: Zap,
  command: CornerDownRight,
  page: ArrowRight,
  search: Search,
} as const;

export function PaletteGroup({ label, children }: { label: string; children: readonly ReactNode[] }) {
  return children.length === 0 ? null : (
    <Command.Group
      heading={label}
      className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-[450] [&_[cmdk-group-heading]]:text-ink-3 [&_[cmdk-group-heading]]:text-small"
    >
      {children}
    </Command.Group>
  );
}

export type PaletteLineProps = {
  /** Its identity for the library: two lines may say the same. */
  value: string;
  icon: keyof typeof ICON;
  onSelect: () => void;
  end?: ReactNode;
  children: ReactNode;
};

export function PaletteLine({ value, icon, onSelect, end, children }: PaletteLineProps) {
  const Icon = ICON[icon];
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex min-h-9 cursor-default select-none items-center gap-2.5 rounded-control px-2.5 aria-selected:bg-selected max-sm:min-h-11"
    >
      <Icon aria-hidden="true" className="size-[15px] shrink-0 text-ink-2" strokeWidth={1.8} />
      <span className="min-w-0 truncate">{children}</span>
      {end ? (
        <span className="ml-auto flex min-w-0 max-w-[45%] shrink-0 items-center gap-1 truncate pl-3 text-ink-3">
          {end}
        </span>
      ) : null}
    </Command.Item>
  );
}

export type FoundLineProps = { entry: FoundEntry; prefix: string; text: string; onSelect: () => void };

/** What the server found, the part that was looked for in bold. */
export function FoundLine({ entry, prefix, text, onSelect }: FoundLineProps) {
  const [before, part, after] = markedParts(entry.name, text.trim());
  return (
    <PaletteLine
      value={lineValue(prefix, entry)}
      icon={entry.kind}
      onSelect={onSelect}
      end={entry.detail === "" ? null : <span className="truncate">{entry.detail}</span>}
    >
      <span className={entry.kind === "automation" ? undefined : "font-mono text-[12.5px] tracking-[-.01em]"}>
        {before}
        <b className="font-semibold">{part}</b>
        {after}
      </span>
    </PaletteLine>
  );
}

export function lineValue(prefix: string, entry: FoundEntry): string {
  return `${prefix} ${entry.kind} ${entry.name}`;
}

export function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key) => <Kbd key={key}>{key}</Kbd>);
}
