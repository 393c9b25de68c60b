import { ask } from "../ask";
import type { Answer } from "../failure";
import { type Session, tell } from "../session";
import { tableLines } from "../table";

export async function whoamiCommand(session: Session): Promise<Answer<null>> {
  const caller = await ask(session.api.GET("/whoami"));
  if (!caller.ok) {
    return caller;
  }

  const { team, actor, role, models } = caller.value;
  return tell(session, caller.value, () => {
    const rows = [
      ["Server", session.url],
      ["Team", { text: team.name, tone: "strong" as const }],
      ["Token", actor.name],
      ["Role", role],
      ["Models", models === null ? "all" : `${models.length} of the team's`],
    ];
    for (const line of tableLines(session.terminal, rows)) {
      session.terminal.out(line);
    }
  });
}
