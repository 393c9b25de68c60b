import { transact } from "@/lib/auth/transact";
import type { TeamScope } from "@/lib/core/actor";
import { ok, type Result } from "@/lib/core/result";
import type { Database } from "@/lib/db/client";

export type OfferedPullRequest = { repository: string; number: number; url: string; wasOpen: boolean };

/** Writes down who had a pull request opened in a repository: GitHub itself knows only the App. */
export async function recordPullRequest(
  db: Database,
  scope: TeamScope,
  { repository, ...pull }: OfferedPullRequest,
): Promise<Result<Omit<OfferedPullRequest, "repository">>> {
  if (pull.wasOpen) {
    return ok(pull);
  }
  const write = {
    permission: "automation.write",
    action: "github_pull_request.opened",
    target: { name: `${repository}#${pull.number}` },
    isTeamWide: true,
  } as const;
  return transact(db, scope, write, async () => ok(pull));
}
