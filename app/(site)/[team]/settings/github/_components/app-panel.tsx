import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { settingsPath } from "@/app/_server/paths";
import { APP_PERMISSIONS, type GitHubAppView } from "@/lib/core/github-app";
import { appPageUrl, type GitHubHosts } from "@/lib/platform/github-hosts";
import { ForgetAppForm } from "./github-forms";

type AppPanelProps = { team: string; app: GitHubAppView; hosts: GitHubHosts; mayForget: boolean };

/** The App of this server: what it is called, whose it is, and what it asks for and why. */
export function AppPanel({ team, app, hosts, mayForget }: AppPanelProps) {
  return (
    <Panel aria-labelledby="github-app" className="mx-6 mb-6 max-sm:mx-4">
      <PanelHead title="GitHub App" titleId="github-app" note={app.isGiven ? "given by the environment" : undefined}>
        {mayForget ? (
          <DialogLink
            href={settingsPath(team, "github", ["forget"])}
            title="Forget the GitHub App"
            content={<ForgetAppForm team={team} app={app} />}
          >
            Forget
          </DialogLink>
        ) : null}
      </PanelHead>
      <PanelBody>
        <KeyValues>
          <KeyValue name="Name">
            <a
              href={appPageUrl(hosts, app.slug)}
              rel="noreferrer"
              className="text-accent underline-offset-3 hover:underline"
            >
              {app.name ?? app.slug}
            </a>
          </KeyValue>
          {app.ownerLogin ? <KeyValue name="Owner">{app.ownerLogin}</KeyValue> : null}
          <KeyValue name="GitHub">{new URL(hosts.web).host}</KeyValue>
          <KeyValue name="Last webhook">
            {app.lastWebhookAt ? <Time at={app.lastWebhookAt} form="ago" /> : "none in the last week"}
          </KeyValue>
        </KeyValues>
        <PermissionList />
      </PanelBody>
    </Panel>
  );
}

/** What the App asks of an account, each with its reason. */
export function PermissionList() {
  return (
    <details className="mt-3">
      <summary className="text-ink-2 text-small -outline-offset-2 hover:text-ink max-sm:py-2">
        What it asks of an account, and why
      </summary>
      <ul className="mt-2 flex flex-col gap-1 text-ink-2 text-small">
        {Object.entries(APP_PERMISSIONS).map(([name, { level, why }]) => (
          <li key={name}>
            <span className="font-mono text-ink">
              {name}: {level}
            </span>
            , {why}
          </li>
        ))}
      </ul>
    </details>
  );
}
