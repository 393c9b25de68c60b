import { Command } from "cmdk";
import { Search } from "lucide-react";
import { Kbd } from "../ui/kbd";
import { Spinner } from "../ui/spinner";

export type PaletteInputProps = {
  text: string;
  /** The only model that is looked through. */
  model: string | null;
  team: string;
  isSearching: boolean;
  onLook: (text: string, model: string | null) => void;
};

export function PaletteInput({ text, model, team, isSearching, onLook }: PaletteInputProps) {
  return (
    <div className="flex h-12 items-center gap-2.5 border-line border-b px-4">
      {isSearching ? (
        <Spinner className="size-4 text-ink-3" />
      ) : (
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-2" />
      )}
      <Command.Input
        value={text}
        onValueChange={(next) => onLook(next, model)}
        maxLength={256}
        placeholder={model === null ? "Search or jump to" : "Search this model"}
        className="h-full min-w-0 flex-1 bg-transparent text-head outline-none placeholder:text-ink-3"
      />
      {model === null ? null : (
        <button
          type="button"
          onClick={() => onLook(text, null)}
          aria-label={`Search all of ${team}, not only ${model}`}
          className="flex h-6 min-w-0 max-w-[40%] items-center gap-1.5 rounded-chip bg-sunken px-2 font-mono text-ink-2 text-small max-sm:h-9 dark:bg-hover"
        >
          <span className="truncate">{model}</span>
          <Kbd>⌫</Kbd>
        </button>
      )}
    </div>
  );
}

/** What the keys do here. */
export function PaletteFoot() {
  return (
    <div className="flex h-9 items-center gap-4 border-line border-t bg-canvas px-4 text-ink-3 text-small max-sm:hidden dark:bg-surface">
      <span className="flex items-center gap-1">
        <Kbd>↑</Kbd>
        <Kbd>↓</Kbd> move
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>↵</Kbd> run
      </span>
      <span className="flex items-center gap-1.5">
        <Kbd>Tab</Kbd> narrow to a model
      </span>
      <span className="ml-auto flex items-center gap-1.5">
        <Kbd>Esc</Kbd> close
      </span>
    </div>
  );
}
