import {
  BookOpen,
  Boxes,
  ChevronsUpDown,
  CirclePlay,
  KeyRound,
  Layers,
  type LucideIcon,
  Package,
  Plus,
  Send,
  Settings,
  Users,
  Webhook,
  Zap,
} from "lucide-react";
import type { Route } from "next";
import { Fragment, type ReactNode } from "react";
import { Link } from "@/app/_components/ui/link.client";
import { AccountMenu, type AccountMenuProps } from "./account-menu";
import { formatBounded, formatCount, formatDuration } from "./format";
import { Shortcuts } from "./keys/shortcuts.client";
import { Mark } from "./mark";
import { PageArea } from "./moving/page-area.client";
import { NavLink } from "./nav-link.client";
import { OfflineNote } from "./offline-note.client";
import { SearchField, type SearchFieldProps } from "./palette/search-field.client";
import { Toasts } from "./toasts.client";
import { classNames } from "./ui/class-names";
import { Dot } from "./ui/dot";
import { TONE_TEXT } from "./ui/tone";

const SECTION = {
  models: { label: "Models", icon: Boxes, key: "m" },
  automations: { label: "Automations", icon: Zap, key: "a" },
  deliveries: { label: "Deliveries", icon: Send, key: "d" },
  runs: { label: "Runs", icon: CirclePlay, key: "r" },
  queues: { label: "Queues", icon: Layers, key: "q" },
  jobs: { label: "Jobs", icon: Package },
  launch: { label: "Launch", icon: CirclePlay },
  members: { label: "Members", icon: Users, key: "s" },
  secrets: { label: "Secrets", icon: KeyRound },
  webhooks: { label: "Webhooks", icon: Webhook },
  settings: { label: "Settings", icon: Settings },
} as const satisfies Record<string, { label: string; icon: LucideIcon; key?: string }>;

export type ShellSection = {
  name: keyof typeof SECTION;
  href: Route;
  /** What else it leads to, by way of its own page. */
  covers?: readonly Route[];
  /** As text where it is not exact: "1,000+". */
  count: number | string | null;
  /** Amber or cyan only while something is retrying or running. */
  tone?: "neutral" | "caution" | "running";
};

/** Sections that belong together, under a word of their own where there is one. */
export type ShellGroup = { label: string | null; sections: readonly ShellSection[] };

export type WorkerStatus = {
  isAlive: boolean;
  /** From event to sent; null while nothing was sent. */
  medianMs: number | null;
  waiting: number;
  retrying: number;
};

export type ShellProps = {
  team: { name: string; href: Route };
  /** The other teams of the person. */
  otherTeams: readonly { name: string; href: Route }[];
  /** For operators: where a team is made. */
  newTeamHref: Route | null;
  groups: readonly ShellGroup[];
  /** Of these, the ones that small screens keep in reach. */
  bottomSections: readonly ShellSection[];
  worker: WorkerStatus;
  account: AccountMenuProps;
  search: SearchFieldProps;
  /** The bell of the top bar. */
  notices: ReactNode;
  /** `Crumbs`, or whatever a page puts there. */
  crumbs: ReactNode;
  children: ReactNode;
};

/** What stands around every page of a team: top bar, rail (icons at 768, a bottom bar at 390), content. */
export function Shell({ team, otherTeams, groups, worker, account, crumbs, children, ...rest }: ShellProps) {
  return (
    <>
      <a
        href="#main"
        className="absolute left-[-999px] z-40 rounded-control bg-raised px-3 py-2 shadow-float focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <header className="print:hidden sticky top-0 z-10 flex h-11 items-center gap-1.5 border-line border-b bg-canvas pr-3 pl-3.5 max-sm:pr-2 max-sm:pl-2.5">
        <Link
          href="/"
          aria-label="Modelwire, all teams"
          className="mr-0.5 grid size-7 place-items-center max-sm:hidden"
        >
          <Mark />
        </Link>
        <TeamName team={team} />
        {otherTeams.length > 0 || rest.newTeamHref ? (
          <TeamSwitch teams={otherTeams} newTeamHref={rest.newTeamHref} />
        ) : null}
        {crumbs}
        <div className="ml-auto flex shrink-0 items-center gap-1 max-sm:gap-0">
          <SearchField {...rest.search} />
          <a
            href="/api/v1/docs"
            aria-label="API documentation"
            title="API documentation"
            className="grid size-7 place-items-center rounded-control text-ink-2 hover:bg-hover max-sm:hidden"
          >
            <BookOpen aria-hidden="true" className="size-4" strokeWidth={1.8} />
          </a>
          {rest.notices}
          <AccountMenu {...account} />
        </div>
      </header>
      <div className="grid min-h-[calc(100vh-44px)] grid-cols-[208px_minmax(0,1fr)] max-lg:grid-cols-[48px_minmax(0,1fr)] max-sm:block max-sm:pb-14 print:block">
        <Rail groups={groups} worker={worker} />
        <main id="main" tabIndex={-1} className="relative flex w-full min-w-0 max-w-[2240px] flex-col outline-none">
          <OfflineNote />
          <PageArea>{children}</PageArea>
        </main>
      </div>
      <BottomBar sections={rest.bottomSections} />
      <Toasts />
      <Shortcuts isOn={account.hasKeys} />
    </>
  );
}

function TeamName({ team }: { team: ShellProps["team"] }) {
  return (
    <Link
      href={team.href}
      title={team.name}
      className="flex h-7 min-w-0 items-center gap-1.5 rounded-control px-1.5 font-medium hover:bg-hover max-sm:h-9"
    >
      <span
        aria-hidden="true"
        className="grid size-[18px] shrink-0 place-items-center rounded-chip bg-ink font-semibold text-[10px] text-on-ink leading-none"
      >
        {[...team.name][0]?.toUpperCase()}
      </span>
      <span className="truncate max-sm:sr-only">{team.name}</span>
    </Link>
  );
}

const TEAMS_ID = "teams";

/** The person's other teams, in the browser's own popover. */
function TeamSwitch({ teams, newTeamHref }: { teams: ShellProps["otherTeams"]; newTeamHref: Route | null }) {
  return (
    <>
      <button
        type="button"
        popoverTarget={TEAMS_ID}
        aria-label="Other teams"
        className="grid h-7 w-5 place-items-center rounded-control hover:bg-hover max-sm:size-9"
      >
        <ChevronsUpDown aria-hidden="true" className="size-[13px] text-ink-2" />
      </button>
      <nav
        id={TEAMS_ID}
        popover="auto"
        aria-label="Other teams"
        className="fixed inset-auto top-[42px] left-2 max-h-[60vh] min-w-44 overflow-auto rounded-panel bg-raised p-1 text-ink shadow-float open:animate-appear"
      >
        {teams.map(({ name, href }) => (
          <Link key={name} href={href} className="flex h-7 items-center rounded-chip px-2 hover:bg-hover max-sm:h-9">
            {name}
          </Link>
        ))}
        {newTeamHref ? (
          <Link
            href={newTeamHref}
            className="flex h-7 items-center gap-2 rounded-chip px-2 text-ink-2 hover:bg-hover max-sm:h-9"
          >
            <Plus aria-hidden="true" className="size-3.5" />
            New team
          </Link>
        ) : null}
      </nav>
    </>
  );
}

function Rail({ groups, worker }: Pick<ShellProps, "groups" | "worker">) {
  return (
    <nav
      aria-label="Team"
      className="sticky top-11 flex h-[calc(100vh-44px)] flex-col gap-px border-line border-r bg-canvas px-2 py-2.5 max-sm:hidden print:hidden"
    >
      {groups.map(({ label, sections }) => (
        <Fragment key={label ?? "work"}>
          {label === null ? null : (
            <p className="mt-4 px-2 pb-1 font-[450] text-ink-3 text-micro max-lg:sr-only">{label}</p>
          )}
          {sections.map((section) => (
            <RailEntry key={section.name} section={section} />
          ))}
        </Fragment>
      ))}
      <WorkerFoot worker={worker} />
    </nav>
  );
}

function RailEntry({ section: { name, href, covers, count, tone = "neutral" } }: { section: ShellSection }) {
  const { label, icon: Icon, ...rest } = SECTION[name];
  return (
    <NavLink
      href={href}
      covers={covers}
      goKey={"key" in rest ? rest.key : undefined}
      label={label}
      className="group flex h-7 items-center gap-[9px] rounded-control px-2 font-[450] text-ink-2 hover:bg-hover aria-[current]:bg-surface aria-[current]:font-medium aria-[current]:text-ink aria-[current]:shadow-[0_0_0_1px_var(--line)] max-lg:h-9 max-lg:justify-center max-lg:px-0 dark:aria-[current]:bg-raised"
    >
      <Icon aria-hidden="true" className="size-4 shrink-0 text-ink-3 group-aria-[current]:text-ink" strokeWidth={1.8} />
      <span className="max-lg:sr-only">{label}</span>
      {count === null ? null : (
        <span className={classNames("ml-auto text-[11.5px] tabular-nums max-lg:sr-only", TONE_TEXT[tone])}>
          {typeof count === "number" ? formatCount(count) : count}
        </span>
      )}
    </NavLink>
  );
}

function WorkerFoot({ worker }: { worker: WorkerStatus }) {
  const words = worker.isAlive ? "Worker live" : "No worker";
  return (
    <div className="mt-auto border-line border-t px-2 pt-2.5 pb-0.5 text-[11.5px] text-ink-3 leading-[18px] max-lg:px-0">
      <div className="flex items-center gap-1.5 max-lg:justify-center" title={words}>
        <Dot tone={worker.isAlive ? "positive" : "critical"} />
        <span className="text-ink-2 max-lg:sr-only">{words}</span>
        {worker.medianMs === null ? null : (
          <span className="ml-auto tabular-nums max-lg:hidden" title="Median time from event to sent">
            {formatDuration(worker.medianMs)}
          </span>
        )}
      </div>
      <div className="tabular-nums max-lg:hidden">
        {formatBounded(worker.waiting)} waiting · {formatBounded(worker.retrying)} retrying
      </div>
    </div>
  );
}

function BottomBar({ sections }: { sections: ShellProps["bottomSections"] }) {
  return (
    <nav
      aria-label="Team, small screen"
      className="fixed inset-x-0 bottom-0 z-10 grid h-14 auto-cols-fr grid-flow-col border-line border-t bg-canvas sm:hidden print:hidden"
    >
      {sections.map(({ name, href, covers }) => {
        const { label, icon: Icon } = SECTION[name];
        return (
          <NavLink
            key={name}
            href={href}
            covers={covers}
            label={label}
            className="flex flex-col items-center justify-center gap-[3px] text-ink-3 text-micro leading-[14px] -outline-offset-4 aria-[current]:font-medium aria-[current]:text-ink"
          >
            <Icon aria-hidden="true" className="size-[18px]" strokeWidth={1.8} />
            {label}
          </NavLink>
        );
      })}
    </nav>
  );
}
