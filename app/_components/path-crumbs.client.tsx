"use client";

import type { Route } from "next";
import { usePathname } from "next/navigation";
import { useCrumbNames } from "./crumb-names.client";
import { type Crumb, Crumbs } from "./crumbs";

const SECTIONS: Readonly<Record<string, string>> = {
  models: "Models",
  automations: "Automations",
  deliveries: "Deliveries",
  runs: "Runs",
  queues: "Queues",
  jobs: "Jobs",
  "new-queue": "New queue",
  "new-job": "New job",
  "new-model": "New model",
  "link-version": "Link version",
  search: "Search",
};

/** What stands below a model beside its versions. */
const MODEL_PARTS: Readonly<Record<string, string>> = {
  aliases: "Move alias",
  card: "Card",
  compare: "Compare",
  delete: "Delete",
  edit: "Describe",
  history: "History",
  link: "Link version",
  upload: "Upload files",
};

/** What stands below an automation. */
const AUTOMATION_PARTS: Readonly<Record<string, string>> = {
  actions: "Actions",
  delete: "Delete",
  duplicate: "Duplicate",
  edit: "Edit",
  pause: "Pause",
  test: "Test",
};

const RUN_PARTS: Readonly<Record<string, string>> = { kill: "Kill", rerun: "Rerun" };

const QUEUE_PARTS: Readonly<Record<string, string>> = {
  delete: "Delete",
  edit: "Edit",
  "new-token": "New agent token",
  tokens: "Revoke agent token",
};

const JOB_PARTS: Readonly<Record<string, string>> = {
  delete: "Delete",
  edit: "Describe",
  launch: "Queue a run",
  "new-version": "New version",
};

const PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  models: MODEL_PARTS,
  automations: AUTOMATION_PARTS,
  runs: RUN_PARTS,
  queues: QUEUE_PARTS,
  jobs: JOB_PARTS,
};

type Names = ReadonlyMap<string, string>;

/** Where the page stands, read from its address: the frame stays while pages change within it. */
export function PathCrumbs() {
  return <Crumbs path={crumbsOf(usePathname(), useCrumbNames())} />;
}

const SETTINGS: Readonly<Record<string, string>> = {
  members: "Members",
  webhooks: "Webhooks",
  github: "GitHub",
  secrets: "Secrets",
  tokens: "API tokens",
  aliases: "Protected aliases",
  audit: "Audit log",
  mlflow: "MLflow",
};

/** `/acme/models/churn/versions/v3` is Models, churn, v3: words of the address that name no page are left out. */
function crumbsOf(pathname: string, names: Names): Crumb[] {
  const [, team = "", section = "", ...rest] = pathname.split("/");
  if (section === "settings") {
    return settingsCrumbs(team, rest, names);
  }
  const base = `/${team}/${section}`;
  const crumbs: Crumb[] = [{ label: SECTIONS[section] ?? "Not found", href: base as Route }];
  const [name, part = "", ref] = rest;
  if (section === "automations" && name === "new") {
    return [...crumbs, { label: "New automation" }];
  }
  if (section === "deliveries" && name === "batches") {
    const own: Crumb = { label: "Recoveries and stops", href: `${base}/batches` as Route };
    return [...crumbs, own, ...(part === "new" ? [{ label: "New" }] : [])];
  }
  if (name) {
    crumbs.push({ label: labelOf(name, names), href: `${base}/${name}` as Route, isName: true });
  }
  const words = PARTS[section]?.[part];
  if (words) {
    crumbs.push({ label: words });
  } else if (ref) {
    crumbs.push({ label: labelOf(ref, names), isName: true });
  }
  return crumbs;
}

/** Pages of a section that are none of what it lists. */
const SETTINGS_PARTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  members: { invite: "Invite" },
  github: { app: "New App", choose: "Connect", forget: "Forget", policies: "Calling home" },
};

function settingsPart(section: string, name: string): Crumb | null {
  const label = name === "new" ? "New" : SETTINGS_PARTS[section]?.[name];
  return label === undefined ? null : { label };
}

/** `/acme/settings/webhooks/deploy/delete` is Settings, Webhooks, deploy. */
function settingsCrumbs(team: string, [section = "", name]: readonly string[], names: Names): Crumb[] {
  const base = `/${team}/settings/${section}`;
  const crumbs: Crumb[] = [
    { label: "Settings", href: `/${team}/settings/members` as Route },
    { label: SETTINGS[section] ?? "Not found", href: base as Route },
  ];
  return name === undefined
    ? crumbs
    : [...crumbs, settingsPart(section, name) ?? { label: labelOf(name, names), isName: true }];
}

/** An id says enough with its end, which is random: its beginning is the time and the same for many. */
function labelOf(segment: string, names: Names): string {
  const text = decoded(segment);
  const name = names.get(text);
  if (name !== undefined) {
    return name;
  }
  return /^(dl|aut|whk|tok|aud|ins)_[0-9a-f-]{36}$/.test(text) ? text.replace(/_.*-/, "_…") : text;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
