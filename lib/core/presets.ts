import type { StoredWebhookAction } from "./automation";
import { GENERIC } from "./presets/generic";
import { GITHUB } from "./presets/github";
import { MLFLOW } from "./presets/mlflow";
import type { Preset } from "./presets/preset";
import { SLACK, SLACK_BOT } from "./presets/slack";
import { TEAMS, TEAMS_LEGACY } from "./presets/teams";
import type { WebhookPreset } from "./webhook";
import { WEBHOOK_PRESETS } from "./webhook";

/** The one table of presets: a new kind of receiver is an entry here. */
export const PRESETS = {
  generic: GENERIC,
  github: GITHUB,
  slack: SLACK,
  slack_bot: SLACK_BOT,
  teams: TEAMS,
  teams_legacy: TEAMS_LEGACY,
  mlflow: MLFLOW,
} as const satisfies Record<WebhookPreset, Preset>;

/** Whether what may have arrived is sent again: as the automation chose, or as the receiver's kind has it. */
export function isRepeatable({ whenUnsure }: Pick<StoredWebhookAction, "whenUnsure">, preset: WebhookPreset): boolean {
  return whenUnsure ? whenUnsure === "resend" : PRESETS[preset].isRepeatable;
}

/** The preset that a URL tells by its host or path; `generic` where it tells none. */
export function suggestPreset(url: string): WebhookPreset {
  const parsed = URL.parse(url);
  return (parsed && WEBHOOK_PRESETS.find((name) => PRESETS[name].isUrlOf(parsed))) ?? "generic";
}

/** True when the address itself lets anyone post, by its preset or by what the URL shows: a Slack URL is one under any preset. */
export function isUrlSecret(url: string, preset: WebhookPreset): boolean {
  return PRESETS[preset].isUrlSecret || PRESETS[suggestPreset(url)].isUrlSecret;
}

/** A secret URL as it may be shown: by its host alone. */
export function maskUrl(url: string): string {
  const parsed = URL.parse(url);
  return parsed ? `${parsed.protocol}//${parsed.host}/…` : "…";
}
