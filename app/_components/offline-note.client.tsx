"use client";

import { WifiOff } from "lucide-react";
import { useSyncExternalStore } from "react";

/** Says that the browser has no connection: what stands on the page may have changed since. */
export function OfflineNote() {
  const isOnline = useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
  return (
    <div role="status">
      {isOnline ? null : (
        <p className="flex items-center gap-2 border-caution-line border-b bg-caution-soft px-6 py-1.5 text-caution max-sm:px-4">
          <WifiOff aria-hidden="true" className="size-3.5 shrink-0" />
          You are offline. This page is as it was; changes can be made once the connection is back.
        </p>
      )}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
