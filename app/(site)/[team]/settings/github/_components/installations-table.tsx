import { CircleAlert, CircleCheck, CirclePause } from "lucide-react";
import { formatCount, formatPlural } from "@/app/_components/format";
import { Pager } from "@/app/_components/pager";
import { Time } from "@/app/_components/time";
import { Link } from "@/app/_components/ui/link.client";
import { type StateLook, StateMark } from "@/app/_components/ui/state-mark";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { settingsPath } from "@/app/_server/paths";
import type { InstallationView } from "@/lib/core/github-app";
import type { Page } from "@/lib/core/page";

type InstallationsProps = { team: string; page: Page<InstallationView>; isFirst: boolean };

export function InstallationsTable({ team, page: { items, nextCursor }, isFirst }: InstallationsProps) {
  return (
    <TableFrame
      label="Connected accounts"
      className="mx-6 mb-8 max-sm:mx-4"
      foot={
        <Pager
          isFirst={isFirst}
          firstHref={settingsPath(team, "github")}
          nextHref={nextCursor ? settingsPath(team, "github", [], { cursor: nextCursor }) : null}
          shown={`${formatPlural(items.length, "account")}, first connected first`}
          older="Show more accounts"
        />
      }
    >
      <TableHead>
        <HeadCell>Account</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell isNumeric>Repositories</HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Used by
        </HeadCell>
        <HeadCell isNumeric className="max-sm:hidden">
          Connected
        </HeadCell>
      </TableHead>
      <tbody>
        {items.map((installation) => (
          <InstallationRow key={installation.id} team={team} installation={installation} />
        ))}
      </tbody>
    </TableFrame>
  );
}

function InstallationRow({ team, installation }: { team: string; installation: InstallationView }) {
  const { id, account, repositoryCount, repositorySelection, usedBy, createdAt } = installation;
  return (
    <Row data-row="">
      <Cell>
        <Link
          href={settingsPath(team, "github", [id])}
          className="inline-flex max-w-[36ch] items-center font-medium underline-offset-3 hover:underline max-sm:min-h-11 max-sm:max-w-[16ch]"
        >
          <span className="truncate" title={account.login}>
            {account.login}
          </span>
        </Link>
      </Cell>
      <Cell>
        <InstallationState installation={installation} />
      </Cell>
      <Cell isNumeric>
        {formatCount(repositoryCount)}
        {repositorySelection === "all" ? <span className="text-ink-3"> all</span> : null}
      </Cell>
      <Cell isNumeric className="max-sm:hidden">
        {usedBy.length === 0 ? <span className="text-ink-3">none</span> : formatPlural(usedBy.length, "automation")}
      </Cell>
      <Cell isNumeric className="text-ink-2 max-sm:hidden">
        <Time at={createdAt} />
      </Cell>
    </Row>
  );
}

const LOOK = {
  connected: { label: "Connected", icon: CircleCheck, tone: "positive" },
  suspended: { label: "Suspended", icon: CirclePause, tone: "critical" },
  lacking: { label: "Lacks permissions", icon: CircleAlert, tone: "caution" },
} as const satisfies Record<string, StateLook>;

export function InstallationState({ installation }: { installation: InstallationView }) {
  const isWhole = installation.missingPermissions.length === 0;
  const connected = isWhole ? LOOK.connected : LOOK.lacking;
  return <StateMark look={installation.suspendedAt ? LOOK.suspended : connected} />;
}
