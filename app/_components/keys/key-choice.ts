export const KEYS_COOKIE = "modelwire-keys";

/** Single keys are on unless the person turned them off in this browser. */
export function areKeysOn(cookie: string | undefined): boolean {
  return cookie !== "off";
}
