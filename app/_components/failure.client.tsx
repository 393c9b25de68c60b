"use client";

import { RotateCw } from "lucide-react";
import { buttonClass } from "./ui/button-class";
import { EmptyState } from "./ui/empty-state";

/**
 * What a page shows when it could not be made. Every page brings it along, so it is made of little. The cause is in the server's log under this request's number.
 */
export function Failure({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        level="h1"
        title="This page could not be shown"
        action={
          <>
            <button type="button" onClick={retry} className={buttonClass()}>
              <RotateCw aria-hidden="true" />
              Try again
            </button>
            <RequestNumber error={error} />
          </>
        }
      >
        The server failed while it made the page. What is stored and what is queued stays so. If it happens again, look
        up the request in the server’s log.
      </EmptyState>
    </div>
  );
}

function RequestNumber({ error }: { error: unknown }) {
  const digest = error instanceof Error && "digest" in error ? error.digest : null;
  return typeof digest === "string" ? <span className="text-ink-3 text-small">request {digest}</span> : null;
}
