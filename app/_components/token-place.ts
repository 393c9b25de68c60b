/** Stands in a command where a token belongs: a plain word to a shell, and none that a token could be. */
export const TOKEN_PLACE = "mw_-token-";
