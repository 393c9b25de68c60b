import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PathCrumbs } from "@/app/_components/path-crumbs.client";
import { Shell, type ShellGroup, type ShellSection, type WorkerStatus } from "@/app/_components/shell";
import { readThemeChoice, THEME_COOKIE } from "@/app/_components/theme";
import { automationsPath, deliveriesPath, modelsPath, newTeamPath, settingsPath } from "@/app/_server/paths";
import { db, startRuntime } from "@/app/_server/runtime";
import { listMyTeams, requireScope, requireUser } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { TeamPulse } from "@/lib/core/outcome";
import { readPulse } from "@/lib/deliveries/pulse";

/** Seconds: in a function a form's action also delivers what it set off. */
export const maxDuration = 60;

/** What is due for longer than this has nobody to take it. */
const OVERDUE_MS = 60_000;

type TeamLayoutProps = { params: Promise<{ team: string }>; children: ReactNode };

export async function generateMetadata({ params }: TeamLayoutProps): Promise<Metadata> {
  const { teamName } = await requireScope((await params).team);
  return { title: { template: `%s · ${teamName} · Modelwire`, default: teamName } };
}

export default async function TeamLayout({ params, children }: TeamLayoutProps) {
  const scope = await requireScope((await params).team);
  const [pulse, teams, runtime, jar] = await Promise.all([
    readPulse(await db(), scope),
    listMyTeams(),
    startRuntime(),
    cookies(),
  ]);

  const work = workOf(scope.teamName, pulse);
  const settings = settingsOf(scope);
  return (
    <Shell
      team={{ name: scope.teamName, href: modelsPath(scope.teamName) }}
      otherTeams={teams.filter((name) => name !== scope.teamName).map((name) => ({ name, href: modelsPath(name) }))}
      newTeamHref={(await requireUser()).isOperator ? newTeamPath() : null}
      groups={[{ label: null, sections: work }, { label: "Team", sections: settings } satisfies ShellGroup]}
      bottomSections={[...work, ...settings.filter(({ name }) => name === "members" || name === "settings")]}
      worker={workerOf(pulse, runtime.worker !== null)}
      account={{ name: scope.actor.name }}
      theme={readThemeChoice(jar.get(THEME_COOKIE)?.value)}
      crumbs={<PathCrumbs />}
    >
      {children}
    </Shell>
  );
}

function workOf(team: string, pulse: TeamPulse): ShellSection[] {
  const open = pulse.retrying + pulse.unknown;
  const moving = pulse.waiting + pulse.sending;
  return [
    { name: "models", href: modelsPath(team), count: pulse.models },
    { name: "automations", href: automationsPath(team), count: pulse.automations },
    open > 0
      ? { name: "deliveries", href: deliveriesPath(team), count: open, tone: "caution" }
      : { name: "deliveries", href: deliveriesPath(team), count: moving > 0 ? moving : null, tone: "running" },
  ];
}

function settingsOf({ teamName, role }: TeamScope): ShellSection[] {
  const sections: ShellSection[] = [
    { name: "members", href: settingsPath(teamName, "members"), count: null },
    { name: "webhooks", href: settingsPath(teamName, "webhooks"), count: null },
  ];
  if (can(role, "secret.read")) {
    sections.push({ name: "secrets", href: settingsPath(teamName, "secrets"), count: null });
  }
  if (can(role, "token.manage")) {
    sections.push({ name: "settings", href: settingsPath(teamName, "tokens"), count: null });
  }
  return sections;
}

/** A worker may be another process: then only what it leaves undone tells of it. */
function workerOf(pulse: TeamPulse, isOurs: boolean): WorkerStatus {
  const isBehind = pulse.oldestDueAt !== null && Date.now() - Date.parse(pulse.oldestDueAt) > OVERDUE_MS;
  return {
    isAlive: isOurs || !isBehind,
    medianMs: pulse.medianMs,
    waiting: pulse.waiting + pulse.sending,
    retrying: pulse.retrying,
  };
}
