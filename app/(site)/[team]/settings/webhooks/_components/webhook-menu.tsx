import { Pause, Pencil, Play, RotateCw, Send, Trash2 } from "lucide-react";
import { KebabMenu } from "@/app/_components/ui/menu.client";
import type { MenuEntry } from "@/app/_components/ui/menu-entry";
import { newBatchPath, settingsPath } from "@/app/_server/paths";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { WebhookView } from "@/lib/core/webhook";
import { refOf } from "../../_components/refs";
import { pauseWebhookAction, resumeWebhookAction } from "../actions";
import { DeleteWebhookForm } from "./delete-webhook-form";

/** The three dots of a webhook: what the person may do with it. */
export function WebhookMenu({ scope, webhook }: { scope: TeamScope; webhook: WebhookView }) {
  const page = settingsPath(scope.teamName, "webhooks", [refOf(webhook)]);
  const entries: MenuEntry[] = [];
  if (can(scope.role, "webhook.test")) {
    entries.push({ kind: "link", label: "Test", icon: <Send aria-hidden="true" />, href: page });
  }
  if (can(scope.role, "delivery.operate")) {
    const href = newBatchPath(scope.teamName, { of: `webhook:${webhook.id}` });
    entries.push({ kind: "link", label: "Recover failed", icon: <RotateCw aria-hidden="true" />, href });
  }
  if (can(scope.role, "webhook.write")) {
    entries.push(...adminEntries(scope.teamName, webhook));
  }
  return entries.length > 0 ? <KebabMenu label={`Actions for ${webhook.name}`} href={page} entries={entries} /> : null;
}

function adminEntries(team: string, webhook: WebhookView): MenuEntry[] {
  const hidden = { team, webhook: webhook.id };
  return [
    {
      kind: "link",
      label: "Edit",
      icon: <Pencil aria-hidden="true" />,
      href: settingsPath(team, "webhooks", [refOf(webhook)]),
    },
    webhook.isPaused
      ? {
          kind: "act",
          label: "Resume",
          icon: <Play aria-hidden="true" />,
          action: resumeWebhookAction,
          undo: pauseWebhookAction,
          hidden,
        }
      : {
          kind: "act",
          label: "Pause",
          icon: <Pause aria-hidden="true" />,
          action: pauseWebhookAction,
          undo: resumeWebhookAction,
          hidden,
        },
    { kind: "separator" },
    {
      kind: "dialog",
      label: "Delete",
      icon: <Trash2 aria-hidden="true" />,
      isDanger: true,
      title: `Delete ${webhook.name}`,
      content: <DeleteWebhookForm team={team} webhook={webhook} />,
    },
  ];
}
