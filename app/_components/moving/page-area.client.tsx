"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useSyncExternalStore } from "react";
import { readMoving, subscribeToMoving } from "./moving";
import { PageSkeleton } from "./page-skeleton";

/**
 * The page, and over it after 200 ms the skeleton of the one to come. There is no `loading.tsx`: with one, a page could
 * neither be shown before JavaScript nor be answered as not found.
 */
export function PageArea({ children }: { children: ReactNode }) {
  const target = useSyncExternalStore(subscribeToMoving, readMoving, () => null);
  const pathname = usePathname();
  const isElsewhere = target !== null && target.split(/[?#]/)[0] !== pathname;
  return (
    <>
      {children}
      {isElsewhere ? (
        <div
          role="status"
          className="absolute inset-0 z-[5] min-h-full animate-late overflow-hidden bg-surface motion-reduce:animate-none"
        >
          <span className="sr-only">Loading the page.</span>
          <PageSkeleton path={target} />
        </div>
      ) : null}
    </>
  );
}
