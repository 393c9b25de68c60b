"use client";

import dynamic from "next/dynamic";
import { useSyncExternalStore } from "react";
import { readTold, subscribeToTold, type Told } from "./toast";

const Toaster = dynamic(() => import("./toaster.client").then(({ Toaster }) => Toaster), { ssr: false });
const NONE: readonly Told[] = [];

/** The place of the toasts. Their library is loaded once there is something to tell; the words are announced at once. */
export function Toasts() {
  const entries = useSyncExternalStore(subscribeToTold, readTold, () => NONE);
  return (
    <>
      <p role="status" className="sr-only">
        {entries.at(-1)?.state.message}
      </p>
      {entries.length > 0 ? <Toaster /> : null}
    </>
  );
}
