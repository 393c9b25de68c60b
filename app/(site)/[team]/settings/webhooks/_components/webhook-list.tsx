import { ActionIcon, actionKindOf } from "@/app/_components/action-icon";
import { Link } from "@/app/_components/ui/link.client";
import { settingsPath } from "@/app/_server/paths";
import type { WebhookView } from "@/lib/core/webhook";
import { refOf } from "../../_components/refs";
import { WebhookState } from "./webhook-state";

export type WebhookListProps = { team: string; webhooks: readonly WebhookView[]; selectedId: string };

/** The team's webhooks beside the one that is open. */
export function WebhookList({ team, webhooks, selectedId }: WebhookListProps) {
  return (
    <nav aria-label="Webhooks">
      <ul>
        {webhooks.map((webhook) => (
          <li key={webhook.id} data-row="" className="border-line border-b">
            <Link
              href={settingsPath(team, "webhooks", [refOf(webhook)])}
              aria-current={webhook.id === selectedId ? "true" : undefined}
              className="block px-6 py-2 -outline-offset-2 hover:bg-hover aria-[current]:bg-selected aria-[current]:shadow-[inset_2px_0_0_var(--accent)]"
            >
              <span className="flex items-center gap-1.5">
                <WebhookState webhook={webhook} form="dot" />
                <span className="min-w-0 flex-1 truncate font-medium" title={webhook.name}>
                  {webhook.name}
                </span>
                {webhook.preset === "generic" ? null : <ActionIcon kind={actionKindOf(webhook.preset)} />}
              </span>
              <span className="block truncate pl-3 font-mono text-ink-3 text-small" title={webhook.url}>
                {shortUrl(webhook.url)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Without the scheme, which is the same for nearly all. */
export function shortUrl(url: string): string {
  return url.replace(/^https:\/\//, "");
}
