import * as z from "zod";
import { outcomeOfFailure } from "@/lib/core/delivery-state";
import { answerOf, outcomeOfLook } from "./answers";
import { ask, type Ended, type Session } from "./session";

export type RepositoryNow = { name: string; defaultBranch: string };

const LOOK_MS_MAX = 8_000;

const covered = z.object({
  repositories: z.array(z.looseObject({ id: z.int(), full_name: z.string(), default_branch: z.string() })),
});

/**
 * What GitHub calls the repository now, by its number: a token for it alone covers nothing else. Null where the
 * installation does not cover it any more.
 */
export async function readRepositoryNow(session: Session): Promise<{ now: RepositoryNow | null } | { ended: Ended }> {
  const options = { permissions: { metadata: "read" }, timeoutMs: LOOK_MS_MAX, bytesMax: 1024 * 1024 } as const;
  const asked = await ask(session, options, (client, fetch) =>
    client.request("GET /installation/repositories", { per_page: 1, request: { fetch } }),
  );
  if ("ended" in asked) {
    return asked;
  }
  const { answer, record } = asked.exchange;
  if (answer.kind === "failed") {
    return { ended: { outcome: outcomeOfFailure(answer.code), record } };
  }
  const list = answer.status === 200 ? covered.safeParse(parsed(answer.bodyText)) : null;
  if (!list?.success) {
    return {
      ended: { outcome: outcomeOfLook(answerOf(answer), { now: session.now(), attempt: session.attempt }), record },
    };
  }
  const found = list.data.repositories.find(({ id }) => id === session.repository.repositoryId);
  return { now: found ? { name: found.full_name, defaultBranch: found.default_branch } : null };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
