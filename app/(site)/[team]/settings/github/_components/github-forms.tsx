import { ActionForm } from "@/app/_components/action-form.client";
import { formatPlural } from "@/app/_components/format";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import type { GitHubAppView, InstallationView } from "@/lib/core/github-app";
import { ConfirmName } from "../../_components/confirm-name";
import { forgetAppAction, untieInstallationAction } from "../actions";

/** Says what stops before it stops. */
export function UntieForm({ team, installation }: { team: string; installation: InstallationView }) {
  const { id, usedBy, account } = installation;
  const isUsed = usedBy.length > 0;
  return (
    <ActionForm
      action={untieInstallationAction}
      label={`Disconnect ${account.login}`}
      hidden={{ team, installation: id, login: account.login, ...(isUsed ? { isUsed: "on" } : {}) }}
    >
      {isUsed ? (
        <Note
          tone="caution"
          title={`${formatPlural(usedBy.length, "automation sends", "automations send")} to its repositories, and will fail.`}
        >
          {usedBy.map(({ name }) => name).join(", ")}
        </Note>
      ) : (
        <p className="text-ink-2">No automation sends to its repositories.</p>
      )}
      <p className="mt-3 text-ink-2">
        Deliveries that still wait for it end as failed. Once the account is connected to this team again, its
        automations work as before, and what failed can be sent again. On GitHub the App stays installed until somebody
        uninstalls it there.
      </p>
      {isUsed ? <ConfirmName name={account.login} /> : null}
      <DialogFoot cancelHref={settingsPath(team, "github", [id])}>
        <SubmitButton look="destructive" size="large">
          Disconnect
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

export function ForgetAppForm({ team, app }: { team: string; app: GitHubAppView }) {
  return (
    <ActionForm action={forgetAppAction} label="Forget the GitHub App" hidden={{ team, slug: app.slug }}>
      <Note tone="caution" title="Every team of this server loses its GitHub accounts.">
        The App's credentials are destroyed here, and all that was connected through it is disconnected. GitHub keeps
        the App until its owner deletes it there.
      </Note>
      <ConfirmName name={app.slug} />
      <DialogFoot cancelHref={settingsPath(team, "github")}>
        <SubmitButton look="destructive" size="large">
          Forget the App
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}
