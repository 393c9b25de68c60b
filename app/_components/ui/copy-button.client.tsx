"use client";

import { Check, Copy } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, type ButtonProps } from "./button";

const SHOWN_MS = 1600;

export type CopyButtonProps = Pick<ButtonProps, "look" | "size" | "className"> & {
  text: string;
  /** What is copied: "Copy digest". Shown beside the icon only when `children` is given. */
  label: string;
  /** The key that copies it. */
  shortcut?: string | undefined;
  children?: ReactNode;
};

/** Copies a text whole. Not there without JavaScript, where it could do nothing. */
export function CopyButton({
  text,
  label,
  shortcut,
  look = "ghost",
  size = "small",
  className,
  children,
}: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"none" | "copied" | "refused">("none");

  async function copy() {
    setOutcome((await writeClipboard(text)) ? "copied" : "refused");
    setTimeout(() => setOutcome("none"), SHOWN_MS);
  }

  return (
    <>
      <Button
        look={look}
        size={size}
        square={!children}
        aria-label={label}
        title={label}
        data-key={shortcut}
        onClick={copy}
        className={className ? `noscript:hidden ${className}` : "noscript:hidden"}
      >
        {outcome === "copied" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
        {children}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied" ? "Copied." : null}
        {outcome === "refused" ? "The browser refused to copy. Select the text and copy it." : null}
      </span>
    </>
  );
}

/** A self-hosted server is often reached over plain http, where browsers have no clipboard API: hence the second way. */
async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  field.style.position = "fixed";
  field.style.opacity = "0";
  const focused = document.activeElement;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  if (focused instanceof HTMLElement) {
    focused.focus();
  }
  return isCopied;
}
