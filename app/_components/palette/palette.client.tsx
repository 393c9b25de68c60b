"use client";

import * as Dialog from "@radix-ui/react-dialog";
import { Command } from "cmdk";
import type { Route } from "next";
import { usePathname, useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { type Answer, createFinder } from "./finder";
import type { FoundEntry } from "./found";
import { PaletteFoot, PaletteInput } from "./palette-frame";
import { lineValue } from "./palette-lines";
import { modelInPath, type PaletteLink } from "./palette-link";
import { PaletteResults } from "./palette-results";
import { closePalette, openPalette, type PaletteState } from "./palette-state";
import { keepRecent, readRecent } from "./recent";

export type PaletteProps = {
  team: string;
  links: readonly PaletteLink[];
  /** The page that finds the same, and where it answers the palette. */
  searchHref: Route;
  foundUrl: string;
  state: PaletteState;
};

/** Pages, models, versions, automations and all that the open page can do, by a few letters. */
export function Palette({ team, links, searchHref, foundUrl, state: { text, commands } }: PaletteProps) {
  const router = useRouter();
  const pathname = usePathname();
  const [model, setModel] = useState(() => modelInPath(pathname));
  const [selected, setSelected] = useState("");
  const [recent] = useState(() => readRecent(team));
  const { answer, isSearching, ask } = useFinder(foundUrl, { text, model }, preferFound);
  const afterClose = useRef<(() => void) | null>(null);

  const query = text.trim();
  const found = query === "" || answer.kind === "failed" ? [] : answer.entries;
  const shownRecent = query === "" && model === null ? recent : [];

  /** What comes late takes the selection from what merely leads elsewhere. */
  function preferFound({ entries: [first] }: Found): void {
    setSelected((now) => (first && /^(go |search$)/.test(now) ? lineValue("found", first) : now));
  }

  function look(nextText: string, nextModel: string | null): void {
    openPalette(nextText);
    setModel(nextModel);
    ask(nextText, nextModel);
  }

  /** The page is acted on once the dialog is gone and the focus is back. */
  function leaveFor(act: () => void): void {
    afterClose.current = act;
    closePalette();
  }

  function open(entry: FoundEntry): void {
    keepRecent(team, entry);
    leaveFor(() => router.push(entry.href));
  }

  function press(event: KeyboardEvent): void {
    const isHere = (prefix: string) => (entry: FoundEntry) => lineValue(prefix, entry) === selected;
    const narrowed = (found.find(isHere("found")) ?? shownRecent.find(isHere("recent")))?.model;
    if (event.key === "Backspace" && text === "" && model !== null) {
      event.preventDefault();
      look("", null);
    } else if (event.key === "Tab" && !event.shiftKey && narrowed && narrowed !== model) {
      event.preventDefault();
      look("", narrowed);
    }
  }

  return (
    <Dialog.Root open onOpenChange={(isOpen) => (isOpen ? undefined : closePalette())}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-30 animate-appear bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusEnd}
          onCloseAutoFocus={() => queueMicrotask(() => afterClose.current?.())}
          className="fixed top-[12vh] left-1/2 z-40 w-[640px] max-w-[calc(100vw-24px)] -translate-x-1/2 animate-rise overflow-hidden rounded-dialog bg-raised text-ink shadow-dialog max-sm:top-3"
        >
          <Dialog.Title className="sr-only">Search and commands</Dialog.Title>
          <Command
            shouldFilter={false}
            loop
            label="Search or jump to"
            value={selected}
            onValueChange={setSelected}
            onKeyDown={press}
          >
            <PaletteInput text={text} model={model} team={team} isSearching={isSearching} onLook={look} />
            <PaletteResults
              team={team}
              query={query}
              commands={commands}
              links={links}
              found={found}
              recent={shownRecent}
              hasFailed={answer.kind === "failed" && query !== ""}
              onRun={leaveFor}
              onGo={(href) => leaveFor(() => router.push(href))}
              onOpen={open}
              searchHref={`${searchHref}?${new URLSearchParams({ q: query })}` as Route}
            />
            <PaletteFoot />
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

type Found = Extract<Answer, { kind: "found" }>;
type Asked = { text: string; model: string | null };

function useFinder(url: string, { text, model }: Asked, onFound: (found: Found) => void) {
  const [answer, setAnswer] = useState<Answer>({ kind: "found", entries: [] });
  const [isSearching, setIsSearching] = useState(text.trim() !== "");
  const [finder] = useState(() =>
    createFinder(url, (next) => {
      setAnswer(next);
      setIsSearching(false);
      if (next.kind === "found") {
        onFound(next);
      }
    }),
  );

  // An effect, because what was typed before this code had loaded is still unasked, and a question may outlive the dialog.
  // biome-ignore lint/correctness/useExhaustiveDependencies: later texts are asked as they are typed.
  useEffect(() => {
    finder.ask(text, model);
    return finder.stop;
  }, [finder]);

  function ask(nextText: string, nextModel: string | null): void {
    setIsSearching(nextText.trim() !== "");
    finder.ask(nextText, nextModel);
  }

  return { answer, isSearching, ask };
}

function focusEnd(event: Event): void {
  const field = event.currentTarget instanceof HTMLElement ? event.currentTarget.querySelector("input") : null;
  if (field) {
    event.preventDefault();
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  }
}
