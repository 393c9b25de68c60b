import type { WebhookTestView } from "@/lib/core/webhook";

/** What a test came to travels as the form's revelation: shown once to who asked, kept nowhere. */
export function writeTestAnswer(answer: WebhookTestView): string {
  return JSON.stringify(answer);
}

export function readTestAnswer(revealed: string): WebhookTestView {
  return JSON.parse(revealed) as WebhookTestView; // Written by the function above, by this very release.
}
