import type { StoredAction, Warning } from "@/lib/core/automation";
import type { Id } from "@/lib/core/ids";
import type { FieldProblem } from "@/lib/core/result";
import type { WebhookPreset } from "@/lib/core/webhook";

export type DraftWebhook = {
  id: Id<"webhook">;
  name: string;
  preset: WebhookPreset;
  /** The secret that it sends as its access token, by name. */
  accessTokenSecret: string | null;
  isPaused: boolean;
};

/** The action of a wish, found and checked; null where what it names is not there. */
export type ActionDraft =
  | { action: null; problems: FieldProblem[] }
  | {
      action: StoredAction;
      webhook: DraftWebhook | null;
      problems: FieldProblem[];
      secretNames: string[];
      warnings: Warning[];
    };
