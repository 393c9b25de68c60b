import { Copy, Pause, Pencil, Play, Send, Trash2 } from "lucide-react";
import { automationPath } from "@/app/_server/paths";
import { DeleteForm, DuplicateForm } from "@/app/(site)/[team]/automations/_components/automation-forms";
import { setEnabledAction } from "@/app/(site)/[team]/automations/actions";
import type { Role } from "@/lib/core/access";
import { can, onlySentence } from "@/lib/core/access";
import type { AutomationView } from "@/lib/core/automation";
import { KebabMenu } from "./ui/menu.client";

export type AutomationMenuProps = {
  team: string;
  role: Role;
  automation: AutomationView;
  size?: "small" | "normal";
};

/** The three dots of an automation. For a viewer there are none: nothing in it is theirs to do. */
export function AutomationMenu({ team, role, automation, size }: AutomationMenuProps) {
  if (!can(role, "automation.write")) {
    return null;
  }
  const { id, name, enabled } = automation;
  return (
    <KebabMenu
      label={`Actions for ${name}`}
      size={size}
      href={automationPath(team, id, "actions")}
      entries={[
        { kind: "link", label: "Edit", icon: <Pencil aria-hidden="true" />, href: automationPath(team, id, "edit") },
        {
          kind: "act",
          label: enabled ? "Pause" : "Resume",
          icon: enabled ? <Pause aria-hidden="true" /> : <Play aria-hidden="true" />,
          action: setEnabledAction,
          undo: setEnabledAction,
          hidden: { team, automation: id, enabled: enabled ? "no" : "yes" },
        },
        {
          kind: "dialog",
          label: "Duplicate",
          icon: <Copy aria-hidden="true" />,
          title: `Duplicate ${name}`,
          content: <DuplicateForm team={team} automation={automation} />,
        },
        {
          kind: "link",
          label: "Test now",
          icon: <Send aria-hidden="true" />,
          href: automationPath(team, id, "test"),
          disabledBy: can(role, "webhook.test") ? null : onlySentence("webhook.test"),
        },
        { kind: "separator" },
        {
          kind: "dialog",
          label: "Delete",
          icon: <Trash2 aria-hidden="true" />,
          isDanger: true,
          title: `Delete ${name}`,
          content: <DeleteForm team={team} automation={automation} />,
        },
      ]}
    />
  );
}
