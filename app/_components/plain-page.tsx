import type { ReactNode } from "react";
import { Mark } from "./mark";

/** A page outside any team: the mark and one message. */
export function PlainPage({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-screen w-full max-w-[640px] flex-col justify-center px-4 pb-[20vh]">
      <div className="px-4">
        <Mark size={24} />
      </div>
      {children}
    </main>
  );
}
