/**
 * MLflow's client sends a token as `Bearer`, and what stands in a URI or in its variables for user and password as
 * `Basic`: there the password is the token, whoever the user is said to be.
 */
export function bearerOf(authorization: string | null): string | null {
  const basic = /^Basic +([A-Za-z0-9+/_-]+={0,2}) *$/i.exec(authorization ?? "")?.[1];
  if (basic === undefined) {
    return authorization;
  }
  const pair = Buffer.from(basic, "base64").toString();
  const colon = pair.indexOf(":");
  return colon === -1 ? null : `Bearer ${pair.slice(colon + 1)}`;
}
