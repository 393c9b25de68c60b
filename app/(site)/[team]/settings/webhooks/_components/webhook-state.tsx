import { Until } from "@/app/_components/time";
import { Dot } from "@/app/_components/ui/dot";
import type { Tone } from "@/app/_components/ui/tone";
import type { WebhookView } from "@/lib/core/webhook";

type State = Pick<WebhookView, "isPaused" | "heldUntil">;

/** How a webhook stands: it takes deliveries, is left alone for a while, or is paused. */
export function WebhookState({ webhook, form = "words" }: { webhook: State; form?: "words" | "dot" }) {
  const { tone, words } = standingOf(webhook);
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap" title={form === "dot" ? words : undefined}>
      <Dot tone={tone} />
      {form === "dot" ? <span className="sr-only">{words}</span> : <span className="text-ink-2">{words}</span>}
      {form === "words" && webhook.heldUntil && !webhook.isPaused ? (
        <Until at={webhook.heldUntil} className="text-ink-3 text-small" />
      ) : null}
    </span>
  );
}

function standingOf({ isPaused, heldUntil }: State): { tone: Tone; words: string } {
  if (isPaused) {
    return { tone: "neutral", words: "Paused" };
  }
  return heldUntil ? { tone: "caution", words: "Held" } : { tone: "positive", words: "Active" };
}
