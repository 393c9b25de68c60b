"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import dynamic from "next/dynamic";
import { type FocusEvent, type MouseEvent, useSyncExternalStore } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { useModifier } from "../keys/modifier.client";
import { isPlainClick } from "../ui/dialog.client";
import { Kbd } from "../ui/kbd";
import type { PaletteLink } from "./palette-link";
import { openPalette, readPalette, subscribeToPalette } from "./palette-state";

const loadPalette = () => import("./palette.client").then(({ Palette }) => Palette);
const Palette = dynamic(loadPalette, { ssr: false });

export type SearchFieldProps = {
  team: string;
  links: readonly PaletteLink[];
  searchHref: Route;
  foundUrl: string;
};

/** The search field of the top bar: a form to the search page until its code is there, then the way to the palette. */
export function SearchField({ searchHref, ...rest }: SearchFieldProps) {
  const state = useSyncExternalStore(subscribeToPalette, readPalette, () => null);
  const modifier = useModifier();

  /** What is typed while the palette's code is on its way stays in the field, and goes when the palette takes over. */
  function forget(event: FocusEvent<HTMLInputElement>): void {
    if (readPalette() !== null) {
      event.currentTarget.value = "";
    }
  }

  function openFromLink(event: MouseEvent): void {
    if (isPlainClick(event)) {
      event.preventDefault();
      openPalette();
    }
  }

  return (
    <>
      <search aria-label="Everything" className="max-sm:hidden">
        <form action={searchHref} className="relative flex w-[264px] max-lg:w-48">
          <Search
            aria-hidden="true"
            className="pointer-events-none absolute top-[7px] left-2.5 size-3.5 text-ink-2"
            strokeWidth={1.8}
          />
          <input
            type="search"
            name="q"
            autoComplete="off"
            maxLength={256}
            placeholder="Search or jump to"
            aria-label="Search or jump to"
            onPointerEnter={loadPalette}
            onFocus={loadPalette}
            onClick={() => openPalette()}
            onInput={(event) => openPalette(event.currentTarget.value)}
            onBlur={forget}
            className="h-7 w-full min-w-0 rounded-control border border-line-strong bg-surface pr-14 pl-8 placeholder:text-ink-2 dark:bg-raised"
          />
          <span className="pointer-events-none absolute inset-y-0 right-1.5 flex items-center gap-1">
            <Kbd>{modifier}</Kbd>
            <Kbd>K</Kbd>
          </span>
        </form>
      </search>
      <Link
        href={searchHref}
        prefetch={false}
        aria-label="Search"
        onClick={openFromLink}
        className="grid size-9 place-items-center rounded-control text-ink-2 hover:bg-hover sm:hidden"
      >
        <Search aria-hidden="true" className="size-[18px]" strokeWidth={1.8} />
      </Link>
      {state ? <Palette {...rest} searchHref={searchHref} state={state} /> : null}
    </>
  );
}
