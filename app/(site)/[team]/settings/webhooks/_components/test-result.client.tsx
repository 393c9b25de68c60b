"use client";

import { ExchangeResult } from "@/app/_components/exchange-result";
import { useFormState } from "@/app/_components/form-state.client";
import { readTestAnswer } from "./test-answer";

/** What the test of the form around it came to. */
export function TestResult() {
  const { state, isSending } = useFormState();
  if (state.kind !== "done" || state.revealed === undefined) {
    return null;
  }
  return (
    <div className="mt-4 border-line border-t pt-3.5">
      <ExchangeResult answer={readTestAnswer(state.revealed)} isBusy={isSending} />
    </div>
  );
}
