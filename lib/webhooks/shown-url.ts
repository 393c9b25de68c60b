import { isUrlSecret, maskUrl } from "@/lib/core/presets";
import type { WebhookPreset } from "@/lib/core/webhook";

export type ShownUrl = { urlShown: string; isUrlSecret: boolean };

/** Hosts beyond those of the presets whose addresses are themselves the credential: whoever knows one may post. */
const SECRET_HOSTS = ["discord.com", "discordapp.com", "chat.googleapis.com", "hooks.zapier.com", "make.com"];

/** Query parameters that carry a credential, by the last word of their name: `private_token`, `X-Amz-Signature`. */
const SECRET_PARAMETER =
  /^(.*[-_.])?(sig|signature|hmac|token|jwt|key|api-?key|secret|pass|passwd|password|pwd|auth|credential|code)$/i;
const SECRET_CAMEL_PARAMETER = /[a-z](Sig|Signature|Token|Key|Secret|Password|Auth)$/;

/** How an address may be shown: whole, or cut to its host where it is a secret. */
export function shownUrl(url: URL, preset: WebhookPreset): ShownUrl {
  const isSecret = hasSecretParameter(url) || (!isSlackMethod(url) && isSecretPlace(url, preset));
  return { urlShown: isSecret ? maskUrl(url.href) : url.href, isUrlSecret: isSecret };
}

function hasSecretParameter(url: URL): boolean {
  return [...url.searchParams.keys()].some((name) => SECRET_PARAMETER.test(name) || SECRET_CAMEL_PARAMETER.test(name));
}

/** `chat.postMessage` and its like are public: there the bot token is the credential. */
function isSlackMethod(url: URL): boolean {
  return url.hostname === "slack.com" && url.pathname.startsWith("/api/");
}

function isSecretPlace(url: URL, preset: WebhookPreset): boolean {
  return (
    isUrlSecret(url.href, preset) ||
    SECRET_HOSTS.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`))
  );
}
