"use client";

import { useLinkStatus } from "next/link";
import { useEffect } from "react";
import { beginMoving, endMoving } from "./moving";

/** Within a link: tells the frame that its page is on the way. */
export function LinkMoving({ href }: { href: string }) {
  const { pending } = useLinkStatus();

  // An effect, because the frame that shows the skeleton stands outside of this link.
  useEffect(() => {
    if (!pending) {
      return;
    }
    beginMoving(href);
    return () => endMoving(href);
  }, [pending, href]);

  return null;
}
