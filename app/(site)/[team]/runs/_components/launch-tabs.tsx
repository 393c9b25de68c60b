import { NavLink } from "@/app/_components/nav-link.client";
import { jobsPath, queuesPath, runsPath } from "@/app/_server/paths";

/** The way between the three parts of launch on small screens, whose bar below has one place for all of them. */
export function LaunchTabs({ team }: { team: string }) {
  return (
    <nav aria-label="Launch" className="flex gap-1 border-line border-b px-4 pt-2 sm:hidden">
      {[
        { label: "Runs", href: runsPath(team) },
        { label: "Queues", href: queuesPath(team) },
        { label: "Jobs", href: jobsPath(team) },
      ].map(({ label, href }) => (
        <NavLink
          key={label}
          href={href}
          label={label}
          className="-mb-px flex h-9 items-center border-transparent border-b-2 px-2 text-ink-2 -outline-offset-2 aria-[current]:border-ink aria-[current]:font-medium aria-[current]:text-ink"
        >
          {label}
        </NavLink>
      ))}
    </nav>
  );
}
