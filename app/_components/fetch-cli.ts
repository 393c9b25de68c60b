import { shellWord } from "./shell-word";

/** What the commands of a snippet begin with, once `fetchCli` has run. */
export const CLI = "node modelwire.mjs";

/** The lines that fetch the server's own command line: one file, which needs Node 20 and nothing else. */
export function fetchCli(url: string): string {
  return `export MODELWIRE_URL=${shellWord(url)}\ncurl -fsS "$MODELWIRE_URL/cli.mjs" -o modelwire.mjs`;
}
