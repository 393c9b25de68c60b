/** The commands that use a token at once, ready to be pasted into a POSIX shell. */
export function snippetFor(way: "cli" | "curl", token: string, url: string): string {
  const exports = `export MODELWIRE_URL=${quoted(url)}\nexport MODELWIRE_TOKEN=${quoted(token)}`;
  return way === "cli"
    ? `${exports}\nmodelwire whoami`
    : `${exports}\ncurl -H "Authorization: Bearer $MODELWIRE_TOKEN" "$MODELWIRE_URL/api/v1/whoami"`;
}

/** Plain words stay as they are; anything else is one shell word. */
function quoted(text: string): string {
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
