import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, settingsPath } from "@/app/_server/paths";
import type { SecretUse } from "@/lib/core/secret";
import { refOf } from "../../_components/refs";

const AS = { access_token: "access token", signing: "signing secret" } as const;

/** Where a secret is used, each with a way there. */
export function SecretUses({ team, uses }: { team: string; uses: readonly SecretUse[] }) {
  return (
    <ul className="-my-2 divide-y divide-line">
      {uses.map((use) => (
        <li
          key={use.kind === "payload" ? use.automation.id : `${use.kind} ${use.webhook.id}`}
          className="flex min-h-9 flex-wrap items-center gap-x-2 py-1"
        >
          {use.kind === "payload" ? (
            <>
              <TextLink href={automationPath(team, use.automation.id)} className="break-all">
                {use.automation.name}
              </TextLink>
              <span className="text-ink-3">in the payload of this automation</span>
            </>
          ) : (
            <>
              <TextLink href={settingsPath(team, "webhooks", [refOf(use.webhook)])} className="break-all">
                {use.webhook.name}
              </TextLink>
              <span className="text-ink-3">as {AS[use.kind]} of this webhook</span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
