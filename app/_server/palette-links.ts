import type { PaletteLink } from "@/app/_components/palette/palette-link";
import { can, type Permission } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import {
  accountPath,
  automationsPath,
  deliveriesPath,
  jobsPath,
  linkAnyPath,
  modelsPath,
  newAutomationPath,
  newJobPath,
  newModelPath,
  newQueuePath,
  queuesPath,
  runsPath,
  settingsPath,
} from "./paths";

type Guarded = PaletteLink & { permission: Permission };

/** The pages of a team that the palette leads to: those that the person may read, or act on. */
export function paletteLinks({ teamName: team, role }: TeamScope): PaletteLink[] {
  const links: Guarded[] = [
    {
      group: "go",
      label: "Models",
      href: modelsPath(team),
      keys: ["G", "M"],
      words: "registry",
      permission: "registry.read",
    },
    {
      group: "go",
      label: "Automations",
      href: automationsPath(team),
      keys: ["G", "A"],
      permission: "automation.read",
    },
    {
      group: "go",
      label: "Deliveries",
      href: deliveriesPath(team),
      keys: ["G", "D"],
      words: "attempts",
      permission: "automation.read",
    },
    {
      group: "go",
      label: "Deliveries that gave up",
      href: deliveriesPath(team, { state: "gave_up" }),
      words: "failed errors recover",
      permission: "automation.read",
    },
    {
      group: "go",
      label: "Deliveries that wait for a person",
      href: deliveriesPath(team, { state: "unknown" }),
      words: "unknown",
      permission: "automation.read",
    },
    { group: "do", label: "New model", href: newModelPath(team), words: "create", permission: "model.write" },
    { group: "do", label: "Link a version", href: linkAnyPath(team), words: "new upload", permission: "version.link" },
    {
      group: "do",
      label: "New automation",
      href: newAutomationPath(team),
      words: "create",
      permission: "automation.write",
    },
    {
      group: "do",
      label: "New webhook",
      href: settingsPath(team, "webhooks", ["new"]),
      words: "create",
      permission: "webhook.write",
    },
    { group: "go", label: "Your account", href: accountPath(), words: "sessions profile", permission: "registry.read" },
  ];
  return [...links, ...launchLinks(team), ...settingLinks(team)]
    .filter(({ permission }) => can(role, permission))
    .map(({ permission: _, ...link }) => link);
}

function settingLinks(team: string): Guarded[] {
  const setting = settingIn(team);
  return [
    setting("members", "Members", "people invite roles", "member.read"),
    setting("webhooks", "Webhooks", "endpoints slack teams", "automation.read"),
    setting("github", "GitHub", "app installations repositories connect", "github.read"),
    setting("mlflow", "Connect MLflow", "mlflow registry uri training", "registry.read"),
    setting("secrets", "Secrets", "credentials keys", "secret.read"),
    setting("tokens", "API tokens", "service accounts ci", "token.manage"),
    setting("aliases", "Protected aliases", "production rules", "registry.read"),
    setting("audit", "Audit log", "history who export", "audit.read"),
  ];
}

function settingIn(team: string) {
  return function setting(
    section: Parameters<typeof settingsPath>[1],
    label: string,
    words: string,
    permission: Permission,
  ): Guarded {
    return {
      group: "go",
      label,
      href: settingsPath(team, section),
      words: `settings ${words}`,
      permission,
      ...(section === "members" ? { keys: ["G", "S"] } : {}),
    };
  };
}

function launchLinks(team: string): Guarded[] {
  return [
    {
      group: "go",
      label: "Runs",
      href: runsPath(team),
      keys: ["G", "R"],
      words: "launch logs",
      permission: "launch.read",
    },
    {
      group: "go",
      label: "Runs that failed",
      href: runsPath(team, { state: "failed" }),
      words: "launch errors",
      permission: "launch.read",
    },
    {
      group: "go",
      label: "Queues",
      href: queuesPath(team),
      keys: ["G", "Q"],
      words: "launch agents",
      permission: "launch.read",
    },
    { group: "go", label: "Jobs", href: jobsPath(team), words: "launch", permission: "launch.read" },
    {
      group: "do",
      label: "New queue",
      href: newQueuePath(team),
      words: "create launch agents",
      permission: "launch.manage",
    },
    { group: "do", label: "New job", href: newJobPath(team), words: "create launch", permission: "launch.manage" },
  ];
}
