import { classNames } from "@/app/_components/ui/class-names";
import { Note } from "@/app/_components/ui/note";
import { SETUP_REFUSALS, type SetupRefusal } from "@/lib/core/github-setup";
import { env } from "@/lib/platform/env";
import type { GitHubHosts } from "@/lib/platform/github-hosts";

type NotesProps = {
  hosts: GitHubHosts;
  refused?: SetupRefusal | undefined;
  /** An account that has just been connected. */
  connected?: string | undefined;
  className?: string;
};

/** What just happened, and what anybody should know who connects GitHub here. */
export function GitHubNotes({ hosts, refused, connected, className }: NotesProps) {
  const isUnreachable = !hosts.isSandbox && isLocal(env().MODELWIRE_URL);
  return (
    <div className={classNames("mb-4 flex flex-col gap-2 empty:hidden", className)}>
      {refused ? (
        <Note tone="critical" title="GitHub was not connected." isAlert>
          {SETUP_REFUSALS[refused]}
        </Note>
      ) : null}
      {connected ? (
        <Note tone="positive" title={`${connected} is connected.`}>
          Automations of this team can start workflows in its repositories now.
        </Note>
      ) : null}
      {hosts.isSandbox ? (
        <Note tone="caution" title="This is a sandbox, not GitHub.">
          Its accounts, repositories and runs exist on this machine alone, and are gone when it stops.
        </Note>
      ) : null}
      {isUnreachable ? (
        <Note tone="caution" title="GitHub cannot reach this server.">
          MODELWIRE_URL says {env().MODELWIRE_URL}, so GitHub's webhooks do not arrive. Set it to an address that GitHub
          reaches before you create the App.
        </Note>
      ) : null}
    </div>
  );
}

function isLocal(url: string): boolean {
  return ["localhost", "127.0.0.1", "[::1]"].includes(new URL(url).hostname);
}
