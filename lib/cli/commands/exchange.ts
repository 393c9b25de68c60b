import { CALL_HOME_PURPOSES, type CallHomePurpose } from "@/lib/core/purpose";
import { ok } from "@/lib/core/result";
import { wordsOf } from "../actions-run";
import { exchangeIdentity } from "../exchange";
import type { Answer } from "../failure";
import type { SessionOptions } from "../session";
import { readUrl } from "../settings";
import { tableLines } from "../table";
import { shown } from "../terminal";

/** Calls home and shows what for. The token itself is shown to who asks for it alone. */
export async function exchangeCommand(
  { env, terminal, isJson }: Pick<SessionOptions, "env" | "terminal" | "isJson">,
  { purpose = [...CALL_HOME_PURPOSES], print }: { purpose?: CallHomePurpose[]; print: boolean },
): Promise<Answer<null>> {
  const url = readUrl(env);
  if (!url.ok) {
    return url;
  }
  const run = await exchangeIdentity({ url: url.value, env, terminal, purposes: purpose });
  if (!run.ok) {
    return run;
  }

  const { token, ...rest } = run.value;
  if (isJson) {
    terminal.out(JSON.stringify(print ? run.value : rest, null, 2));
    return ok(null);
  }
  if (print) {
    terminal.out(token);
    return ok(null);
  }
  const rows = [
    ["Server", url.value],
    ["Version", { text: shown(`${rest.team}/${rest.model}:${rest.version}`), tone: "strong" as const }],
    ["Delivery", rest.delivery],
    ["May", wordsOf(rest.purposes)],
    ["Until", rest.expiresAt],
  ];
  for (const line of tableLines(terminal, rows)) {
    terminal.out(line);
  }
  return ok(null);
}
