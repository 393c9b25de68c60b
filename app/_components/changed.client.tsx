"use client";

import { type ReactNode, useState } from "react";

/** What it holds flashes once when its value is another than before. */
export function Changed({ value, children }: { value: string | number; children: ReactNode }) {
  const [shown, setShown] = useState({ value, times: 0 });
  if (shown.value !== value) {
    setShown({ value, times: shown.times + 1 });
  }
  return (
    <span
      key={shown.times}
      className={shown.times > 0 ? "animate-flash rounded-chip motion-reduce:animate-none" : undefined}
    >
      {children}
    </span>
  );
}

export type AnnouncedState = { id: string; words: string };

const SAID_MAX = 3;

/** Says to screen readers, when they have time, which of the states on the page have changed. Nothing is to be seen. */
export function AnnounceChanges({
  states,
  many = "deliveries",
}: {
  states: readonly AnnouncedState[];
  /** What they are, for when they are too many to be told one by one. */
  many?: string;
}) {
  const [known, setKnown] = useState(states);
  const [said, setSaid] = useState("");
  if (textOf(known) !== textOf(states)) {
    const before = new Map(known.map(({ id, words }) => [id, words]));
    const changed = states.filter(({ id, words }) => before.has(id) && before.get(id) !== words);
    setKnown(states);
    if (changed.length > 0) {
      setSaid(
        changed.length > SAID_MAX ? `${changed.length} ${many} changed.` : changed.map(({ words }) => words).join(" "),
      );
    }
  }
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}

function textOf(states: readonly AnnouncedState[]): string {
  return states.map(({ id, words }) => `${id} ${words}`).join("\n");
}
