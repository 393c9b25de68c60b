"use client";

import { type ReactNode, useState } from "react";

export type AttemptDetailsProps = {
  /** As the page has it: the one that its address names, else the newest. */
  isOpen: boolean;
  summary: ReactNode;
  children: ReactNode;
};

/**
 * One attempt that opens and closes. A newer one that comes live is the newest from then on; what somebody has opened,
 * clicked in or reached by keyboard stays open all the same, because it is being read.
 */
export function AttemptDetails({ isOpen, summary, children }: AttemptDetailsProps) {
  const [shown, setShown] = useState({ isOpen, wasAsked: isOpen });
  const [isRead, setIsRead] = useState(false);
  if (shown.wasAsked !== isOpen) {
    setShown({ isOpen: isOpen || (shown.isOpen && isRead), wasAsked: isOpen });
  }
  return (
    <details
      open={shown.isOpen}
      onToggle={({ currentTarget: { open } }) => setShown((before) => ({ ...before, isOpen: open }))}
      onPointerDown={() => setIsRead(true)}
      onFocus={() => setIsRead(true)}
      className="border-line border-b"
    >
      {summary}
      {children}
    </details>
  );
}
