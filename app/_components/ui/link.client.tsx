"use client";

import NextLink from "next/link";
import { type ComponentProps, useRef, useState } from "react";
import { LinkMoving } from "../moving/link-moving.client";

export type LinkProps = ComponentProps<typeof NextLink>;

/** Who only passes over a link, by pointer or by Tab, does not mean it. */
const MEANT_AFTER_MS = 80;

/**
 * A link within the site. Its page is fetched ahead once it is pointed at or focused for a moment, not as soon as it can be
 * seen: a list of a hundred rows would ask the server for hundreds of pages that nobody opens.
 */
export function Link({ prefetch, children, ...rest }: LinkProps) {
  // What only a link that is meant needs is made then: of the hundreds on a page the others cost it nothing.
  const [isMeant, setIsMeant] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function linger(): void {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setIsMeant(true), MEANT_AFTER_MS);
  }

  return (
    <NextLink
      {...rest}
      prefetch={isMeant ? (prefetch ?? null) : false}
      onPointerEnter={(event) => {
        linger();
        rest.onPointerEnter?.(event);
      }}
      onPointerLeave={(event) => {
        clearTimeout(timer.current);
        rest.onPointerLeave?.(event);
      }}
      onFocus={(event) => {
        linger();
        rest.onFocus?.(event);
      }}
      onBlur={(event) => {
        clearTimeout(timer.current);
        rest.onBlur?.(event);
      }}
      onClick={(event) => {
        setIsMeant(true); // A shortcut clicks without pointing.
        rest.onClick?.(event);
      }}
    >
      {children}
      {isMeant && typeof rest.href === "string" ? <LinkMoving href={rest.href} /> : null}
    </NextLink>
  );
}
