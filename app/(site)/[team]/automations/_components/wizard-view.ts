import type { PreviewView, Warning } from "@/lib/core/automation";
import type { AutomationDraft, DraftProblem, DraftStep } from "@/lib/core/automation-draft";
import type { EventType } from "@/lib/core/event";
import type { FilledText } from "@/lib/core/template-filled";
import type { ListedVariable } from "@/lib/core/variable-list";
import type { WebhookChoice } from "@/lib/core/webhook";

export type MatchLine = PreviewView["matches"][number] & { isProtected: boolean };

/** What the server sees in a draft: what is wrong, what may surprise, what would be sent, what would have matched. */
export type LookView = {
  eventType: EventType;
  problems: DraftProblem[];
  warnings: (Warning & { step: DraftStep })[];
  /** The event that it is looked at for; null for a sample. */
  event: MatchLine | null;
  eventsLookedAt: number;
  matchCount: number;
  recent: PreviewView["recent"];
  matches: MatchLine[];
  /** Null while the draft cannot be rendered. */
  rendered: (FilledText & { bytes: number }) | null;
  variables: ListedVariable[];
  lookedAtMs: number;
};

export type WizardState = {
  step: DraftStep;
  draft: AutomationDraft;
  look: LookView;
  /** True once the person has asked for the next step: what is missing is told from then on, not before. */
  isAsked: boolean;
  refusal: string | null;
  done: { message: string; next: string } | null;
};

export type WizardAction = (before: WizardState, form: FormData) => Promise<WizardState>;
export type LookAction = (team: string, form: FormData) => Promise<LookView | null>;

export type WizardOptions = {
  team: string;
  models: readonly string[];
  /** The list of models is the whole: one is chosen, not typed. */
  hasAllModels: boolean;
  webhooks: readonly WebhookChoice[];
  /** Null where the person may not create one. */
  newWebhookHref: string | null;
  adminsOnly: string;
  cancelHref: string;
  protectedNames: readonly string[];
};
