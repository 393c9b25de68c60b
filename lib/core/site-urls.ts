/** Addresses that leave the product: in payloads, messages and answers. Kept here so that no two places spell them apart. */

export function modelUrl(baseUrl: string, team: string, model: string): string {
  return `${trimmed(baseUrl)}/${segment(team)}/models/${segment(model)}`;
}

export function versionUrl(baseUrl: string, team: string, model: string, version: number): string {
  return `${modelUrl(baseUrl, team, model)}/versions/v${version}`;
}

/** The REST address that serves a version's files; it carries no credential. */
export function downloadUrl(baseUrl: string, team: string, model: string, version: number): string {
  return `${trimmed(baseUrl)}/api/v1/teams/${segment(team)}/models/${segment(model)}/versions/v${version}/download`;
}

export function deliveryUrl(baseUrl: string, team: string, deliveryId: string): string {
  return `${trimmed(baseUrl)}/${segment(team)}/deliveries/${segment(deliveryId)}`;
}

export function launchRunUrl(baseUrl: string, team: string, number: number): string {
  return `${trimmed(baseUrl)}/${segment(team)}/runs/${number}`;
}

/** Whoever has it may join, once: it is told to the one who invites, and written nowhere. */
export function invitationUrl(baseUrl: string, token: string): string {
  return `${trimmed(baseUrl)}/invitations/${segment(token)}`;
}

function trimmed(baseUrl: string): string {
  return baseUrl.replace(/\/+$/, "");
}

/** A lone surrogate would make encodeURIComponent throw in the middle of somebody's promotion. */
function segment(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}
