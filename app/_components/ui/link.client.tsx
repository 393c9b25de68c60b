"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";
import { LinkMoving } from "../moving/link-moving.client";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link within the site. Its page is fetched ahead once it is pointed at or focused, not as soon as it can be seen: a
 * list of a hundred rows would ask the server for hundreds of pages that nobody opens.
 */
export function Link({ prefetch, children, onPointerEnter, onFocus, ...rest }: LinkProps) {
  const [isMeant, setIsMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={isMeant ? (prefetch ?? null) : false}
      onPointerEnter={(event) => {
        setIsMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsMeant(true);
        onFocus?.(event);
      }}
    >
      {children}
      {typeof rest.href === "string" ? <LinkMoving href={rest.href} /> : null}
    </NextLink>
  );
}
