import type { ReactNode } from "react";
import { NavLink } from "@/app/_components/nav-link.client";
import { type SettingsSection, settingsPath } from "@/app/_server/paths";
import { requireScope } from "@/app/_server/session";
import { can, type Permission } from "@/lib/core/access";

const SECTIONS = [
  { section: "members", label: "Members", permission: "member.read" },
  { section: "webhooks", label: "Webhooks", permission: "automation.read" },
  { section: "github", label: "GitHub", permission: "github.read" },
  { section: "mlflow", label: "MLflow", permission: "registry.read" },
  { section: "secrets", label: "Secrets", permission: "secret.read" },
  { section: "tokens", label: "API tokens", permission: "token.manage" },
  { section: "aliases", label: "Protected aliases", permission: "registry.read" },
  { section: "audit", label: "Audit log", permission: "audit.read" },
] as const satisfies readonly { section: SettingsSection; label: string; permission: Permission }[];

type SettingsLayoutProps = { params: Promise<{ team: string }>; children: ReactNode };

/** The sections of a team's settings that the person may read, above each of them. */
export default async function SettingsLayout({ params, children }: SettingsLayoutProps) {
  const scope = await requireScope((await params).team);
  return (
    <>
      <nav
        aria-label="Settings"
        className="flex gap-1 overflow-x-auto border-line border-b px-6 pt-2 max-sm:px-4 [scrollbar-width:none]"
      >
        {SECTIONS.filter(({ permission }) => can(scope.role, permission)).map(({ section, label }) => (
          <NavLink
            key={section}
            href={settingsPath(scope.teamName, section)}
            label={label}
            className="-mb-px flex h-9 shrink-0 items-center border-transparent border-b-2 px-2 text-ink-2 -outline-offset-2 hover:text-ink aria-[current]:border-ink aria-[current]:font-medium aria-[current]:text-ink"
          >
            {label}
          </NavLink>
        ))}
      </nav>
      {children}
    </>
  );
}
