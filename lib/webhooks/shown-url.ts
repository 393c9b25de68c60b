import type { WebhookPreset } from "@/lib/core/webhook";

export type ShownUrl = { urlShown: string; isUrlSecret: boolean };

/** Hosts whose addresses are themselves the credential: whoever knows one may post. */
const SECRET_HOSTS = [
  "hooks.slack.com",
  "hooks.slack-gov.com",
  "webhook.office.com",
  "outlook.office.com",
  "logic.azure.com",
  "api.powerplatform.com",
  "discord.com",
  "discordapp.com",
  "chat.googleapis.com",
  "hooks.zapier.com",
  "hook.eu1.make.com",
  "hooks.airtable.com",
];

/** Query parameters that carry a credential. */
const SECRET_PARAMETER = /^(sig|signature|token|access_token|key|api_?key|secret|password|auth|code)$/i;

const SECRET_PRESETS: readonly WebhookPreset[] = ["slack", "teams", "teams_legacy"];

/** How an address may be shown: whole, or cut to its host where it is a secret. */
export function shownUrl(url: URL, preset: WebhookPreset): ShownUrl {
  const isUrlSecret = isSecret(url, preset);
  return { urlShown: isUrlSecret ? `${url.origin}/…` : url.href, isUrlSecret };
}

function isSecret(url: URL, preset: WebhookPreset): boolean {
  if ([...url.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name))) {
    return true;
  }
  if (isSlackMethod(url)) {
    return false;
  }
  return (
    SECRET_PRESETS.includes(preset) ||
    SECRET_HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  );
}

/** `chat.postMessage` and its like are public: there the bot token is the credential. */
function isSlackMethod(url: URL): boolean {
  return url.hostname === "slack.com" && url.pathname.startsWith("/api/");
}
