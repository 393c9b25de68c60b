"use client";

import { CircleCheck, CircleX, X } from "lucide-react";
import { useEffect, useSyncExternalStore } from "react";
import { Toaster as Shelf, toast } from "sonner";
import { forgetTold, readTold, subscribeToTold, type Told, takeBack } from "./toast";
import { Button } from "./ui/button";
import { Kbd } from "./ui/kbd";

/** How long a success stays, as long as nobody holds it by pointer or focus. A refusal stays. */
const SHOWN_MS = 8_000;

const shown = new Set<number>();

/** Shows what is told, bottom right, one line each. */
export function Toaster() {
  const entries = useSyncExternalStore(subscribeToTold, readTold, readTold);

  // An effect, because the library keeps its toasts outside of React's tree.
  useEffect(() => {
    for (const id of shown) {
      if (!entries.some((entry) => entry.id === id)) {
        shown.delete(id);
        toast.dismiss(id);
      }
    }
    for (const entry of entries) {
      if (!shown.has(entry.id)) {
        shown.add(entry.id);
        show(entry);
      }
    }
  }, [entries]);

  return (
    <Shelf
      position="bottom-right"
      visibleToasts={4}
      gap={8}
      offset={16}
      mobileOffset={{ bottom: 72, left: 12, right: 12 }}
    />
  );
}

function show(entry: Told): void {
  toast.custom(() => <ToastLine entry={entry} />, {
    id: entry.id,
    duration: entry.state.kind === "refused" ? Number.POSITIVE_INFINITY : SHOWN_MS,
    onAutoClose: () => forgetTold(entry.id),
    onDismiss: () => forgetTold(entry.id),
  });
}

function ToastLine({ entry }: { entry: Told }) {
  const isRefused = entry.state.kind === "refused";
  return (
    <div className="flex w-[min(420px,calc(100vw-24px))] items-center gap-2.5 rounded-panel bg-raised px-3 py-2 font-sans text-base text-ink shadow-float">
      {isRefused ? (
        <CircleX aria-hidden="true" className="size-4 shrink-0 text-critical-mark" />
      ) : (
        <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-positive-mark" />
      )}
      <span className="min-w-0 flex-1 break-words">{entry.state.message}</span>
      {entry.takeBack ? (
        <Button look="ghost" size="small" className="text-ink" onClick={() => takeBack(entry)}>
          Undo
          <Kbd>Z</Kbd>
        </Button>
      ) : null}
      <Button look="ghost" size="small" square aria-label="Dismiss" onClick={() => forgetTold(entry.id)}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
