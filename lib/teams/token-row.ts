/** The name of the token that the environment gives; no other one may take it. */
export const BOOTSTRAP_NAME = "bootstrap";

/** The last four characters: enough to tell two tokens apart, too few to guess the rest. */
export function tokenHint(token: string): string {
  return token.slice(-4);
}
