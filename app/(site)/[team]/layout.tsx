import type { Metadata } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { formatBounded } from "@/app/_components/format";
import { areKeysOn, KEYS_COOKIE } from "@/app/_components/keys/key-choice";
import { Notices } from "@/app/_components/notices";
import { PathCrumbs } from "@/app/_components/path-crumbs.client";
import { Shell, type ShellGroup, type ShellSection, type WorkerStatus } from "@/app/_components/shell";
import { readThemeChoice, THEME_COOKIE } from "@/app/_components/theme";
import { paletteLinks } from "@/app/_server/palette-links";
import {
  automationsPath,
  deliveriesPath,
  foundPath,
  jobsPath,
  modelsPath,
  newTeamPath,
  queuesPath,
  runsPath,
  searchPath,
  settingsPath,
} from "@/app/_server/paths";
import { launchPulse, teamPulse } from "@/app/_server/pulse";
import { db, startRuntime } from "@/app/_server/runtime";
import { listMyTeams, requireScope, requireUser } from "@/app/_server/session";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { TeamPulse } from "@/lib/core/outcome";
import { listNotices } from "@/lib/deliveries/notices";
import type { LaunchPulse } from "@/lib/launch/pulse";

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
  const pool = await db();
  const [pulse, launched, notices, teams, runtime, jar] = await Promise.all([
    teamPulse((await params).team),
    launchPulse((await params).team),
    listNotices(pool, scope),
    listMyTeams(),
    startRuntime(),
    cookies(),
  ]);

  const team = scope.teamName;
  const work = workOf(team, pulse);
  const launch = launchOf(team, launched);
  const settings = settingsOf(scope);
  return (
    <Shell
      team={{ name: team, href: modelsPath(team) }}
      otherTeams={teams.filter((name) => name !== team).map((name) => ({ name, href: modelsPath(name) }))}
      newTeamHref={(await requireUser()).isOperator ? newTeamPath() : null}
      groups={
        [
          { label: null, sections: work },
          { label: "Launch", sections: launch },
          { label: "Team", sections: settings },
        ] satisfies ShellGroup[]
      }
      bottomSections={[...work, narrowLaunch(team), ...narrowSettings(settings)]}
      worker={workerOf(pulse, runtime.worker !== null)}
      account={{
        name: scope.actor.name,
        theme: readThemeChoice(jar.get(THEME_COOKIE)?.value),
        hasKeys: areKeysOn(jar.get(KEYS_COOKIE)?.value),
      }}
      search={{ team, links: paletteLinks(scope), searchHref: searchPath(team), foundUrl: foundPath(team) }}
      notices={<Notices team={team} notices={notices} />}
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
      ? { name: "deliveries", href: deliveriesPath(team), count: formatBounded(open), tone: "caution" }
      : {
          name: "deliveries",
          href: deliveriesPath(team),
          count: moving > 0 ? formatBounded(moving) : null,
          tone: "running",
        },
  ];
}

/** What waits that nobody takes is what a person has to know of queues. */
function launchOf(team: string, { active, starving }: LaunchPulse): ShellSection[] {
  return [
    { name: "runs", href: runsPath(team), count: active > 0 ? formatBounded(active) : null, tone: "running" },
    { name: "queues", href: queuesPath(team), count: starving > 0 ? starving : null, tone: "caution" },
    { name: "jobs", href: jobsPath(team), count: null },
  ];
}

/** Likewise: small screens have one way to all of launch. */
function narrowLaunch(team: string): ShellSection {
  return { name: "launch", href: runsPath(team), covers: [queuesPath(team), jobsPath(team)], count: null };
}

function settingsOf({ teamName, role }: TeamScope): ShellSection[] {
  const sections: ShellSection[] = [
    { name: "members", href: settingsPath(teamName, "members"), count: null },
    { name: "webhooks", href: settingsPath(teamName, "webhooks"), count: null },
  ];
  if (can(role, "secret.read")) {
    sections.push({ name: "secrets", href: settingsPath(teamName, "secrets"), count: null });
  }
  const rest = [
    ...(can(role, "token.manage") ? [settingsPath(teamName, "tokens")] : []),
    settingsPath(teamName, "aliases"),
    ...(can(role, "audit.read") ? [settingsPath(teamName, "audit")] : []),
  ];
  const [first, ...others] = rest;
  return first ? [...sections, { name: "settings", href: first, covers: others, count: null }] : sections;
}

/** On a small screen there is room for one: it stands for all of them. */
function narrowSettings(sections: readonly ShellSection[]): ShellSection[] {
  const [first, ...others] = sections.flatMap(({ href, covers = [] }) => [href, ...covers]);
  return first ? [{ name: "settings", href: first, covers: others, count: null }] : [];
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
