import { FolderOpen, Link2, Trash2, Upload, Zap } from "lucide-react";
import { KebabMenu } from "@/app/_components/ui/menu.client";
import { modelPartPath, modelPath, newAutomationPath } from "@/app/_server/paths";
import type { ModelSummary } from "@/lib/core/registry";
import { DeleteModelForm } from "../[model]/_components/delete-model-form";

/** Why this person may not, where they may not. */
export type ModelRefusals = { link: string | null; automation: string | null; remove: string | null };

export type ModelMenuProps = { team: string; model: ModelSummary; refusals: ModelRefusals };

/** The three dots of a model's row. */
export function ModelMenu({ team, model, refusals }: ModelMenuProps) {
  const { name } = model;
  return (
    <KebabMenu
      label={`Actions for ${name}`}
      href={modelPartPath(team, name, ["edit"])}
      entries={[
        { kind: "link", label: "Open", icon: <FolderOpen aria-hidden="true" />, href: modelPath(team, name) },
        {
          kind: "link",
          label: "New automation",
          icon: <Zap aria-hidden="true" />,
          href: newAutomationPath(team, { model: name }),
          disabledBy: refusals.automation,
        },
        {
          kind: "link",
          label: "Link version",
          icon: <Link2 aria-hidden="true" />,
          href: modelPartPath(team, name, ["link"]),
          disabledBy: refusals.link,
        },
        {
          kind: "link",
          label: "Upload files",
          icon: <Upload aria-hidden="true" />,
          href: modelPartPath(team, name, ["upload"]),
          disabledBy: refusals.link,
        },
        { kind: "separator" },
        {
          kind: "dialog",
          label: "Delete model",
          icon: <Trash2 aria-hidden="true" />,
          isDanger: true,
          title: `Delete ${name}`,
          content: <DeleteModelForm team={team} model={model} automationCount={null} />,
          disabledBy: refusals.remove,
        },
      ]}
    />
  );
}
