import type { Metadata } from "next";
import { cookies } from "next/headers";
import { ActionForm } from "@/app/_components/action-form.client";
import { chooseTheme } from "@/app/_components/actions";
import { OwnPage } from "@/app/_components/own-page";
import { SectionHead } from "@/app/_components/page-head";
import { ROLE_WORDS } from "@/app/_components/role-words";
import { readThemeChoice, THEME_COOKIE, type ThemeChoice } from "@/app/_components/theme";
import { Time } from "@/app/_components/time";
import { Badge } from "@/app/_components/ui/badge";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { modelsPath, newTeamPath, settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { requireUser } from "@/app/_server/session";
import { LeaveForm } from "@/app/(site)/[team]/settings/members/_components/member-forms";
import { signOut } from "@/app/sign-in/actions";
import { listMembershipsOf } from "@/lib/auth/authenticate";
import { listSessions } from "@/lib/auth/session";
import type { Role } from "@/lib/core/access";
import type { Id } from "@/lib/core/ids";
import type { SessionView } from "@/lib/core/session";
import { endOtherSessionsAction, endSessionAction } from "./actions";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage() {
  const user = await requireUser();
  const [sessions, teams, jar] = await Promise.all([
    listSessions(await db(), user.id, user.sessionHash),
    listMembershipsOf(await db(), user.id),
    cookies(),
  ]);
  return (
    <OwnPage
      title={user.name}
      description={
        user.isOperator ? "You are an operator of this server: you create teams, and rotate its keys." : undefined
      }
    >
      <Teams userId={user.id} teams={teams} isOperator={user.isOperator} />
      <Sessions sessions={sessions} />
      <Theme choice={readThemeChoice(jar.get(THEME_COOKIE)?.value)} />
    </OwnPage>
  );
}

type TeamsProps = { userId: Id<"user">; teams: readonly { name: string; role: Role }[]; isOperator: boolean };

function Teams({ userId, teams, isOperator }: TeamsProps) {
  return (
    <>
      <SectionHead title="Teams">
        {isOperator ? (
          <ButtonLink href={newTeamPath()} size="small">
            New team
          </ButtonLink>
        ) : null}
      </SectionHead>
      {teams.length === 0 ? (
        <p className="text-ink-2">You are in no team. Ask an admin of one for an invitation link, and open it here.</p>
      ) : (
        <TableFrame label="Your teams">
          <TableHead>
            <HeadCell>Team</HeadCell>
            <HeadCell>Role</HeadCell>
            <HeadCell>
              <span className="sr-only">Actions</span>
            </HeadCell>
          </TableHead>
          <tbody>
            {teams.map(({ name, role }) => (
              <Row key={name}>
                <Cell className="max-w-[40ch] truncate">
                  <TextLink href={modelsPath(name)}>{name}</TextLink>
                </Cell>
                <Cell className="text-ink-2">{ROLE_WORDS[role].name}</Cell>
                <Cell className="text-right">
                  <DialogLink
                    href={settingsPath(name, "members", [userId])}
                    title={`Leave ${name}`}
                    aria-label={`Leave ${name}`}
                    look="danger"
                    size="small"
                    content={<LeaveForm team={name} />}
                  >
                    Leave
                  </DialogLink>
                </Cell>
              </Row>
            ))}
          </tbody>
        </TableFrame>
      )}
    </>
  );
}

function Sessions({ sessions }: { sessions: readonly SessionView[] }) {
  return (
    <>
      <SectionHead title="Where you are signed in">
        <form action={signOut} aria-label="Sign out">
          <Button type="submit" size="small">
            Sign out here
          </Button>
        </form>
        {sessions.length > 1 ? (
          <ActionForm action={endOtherSessionsAction} label="Sign out everywhere else">
            <SubmitButton size="small" look="danger">
              Sign out everywhere else
            </SubmitButton>
          </ActionForm>
        ) : null}
      </SectionHead>
      <TableFrame label="Sessions">
        <TableHead>
          <HeadCell>Browser</HeadCell>
          <HeadCell>Signed in</HeadCell>
          <HeadCell>Last seen</HeadCell>
          <HeadCell>
            <span className="sr-only">Actions</span>
          </HeadCell>
        </TableHead>
        <tbody>
          {sessions.map(({ key, device, createdAt, lastSeenAt, isCurrent }) => (
            <Row key={key}>
              <Cell>
                <span className="inline-flex items-center gap-2">
                  {device || "A browser"}
                  {isCurrent ? <Badge tone="neutral">this one</Badge> : null}
                </span>
              </Cell>
              <Cell className="text-ink-2">
                <Time at={createdAt} />
              </Cell>
              <Cell className="text-ink-2">{isCurrent ? "now" : <Time at={lastSeenAt} form="ago" />}</Cell>
              <Cell className="text-right">
                {isCurrent ? null : (
                  <ActionForm
                    action={endSessionAction}
                    label={`Sign out ${device}, signed in ${createdAt}`}
                    hidden={{ session: key }}
                  >
                    <SubmitButton look="danger" size="small">
                      Sign out
                    </SubmitButton>
                  </ActionForm>
                )}
              </Cell>
            </Row>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}

const THEMES = [
  { choice: "system", label: "As the system" },
  { choice: "light", label: "Light" },
  { choice: "dark", label: "Dark" },
] as const satisfies readonly { choice: ThemeChoice; label: string }[];

function Theme({ choice }: { choice: ThemeChoice }) {
  return (
    <>
      <SectionHead title="Theme" note="in this browser" />
      <form action={chooseTheme} aria-label="Theme of this browser" className="flex flex-wrap gap-2">
        {THEMES.map((entry) => (
          <Button
            key={entry.choice}
            type="submit"
            name="theme"
            value={entry.choice}
            aria-pressed={entry.choice === choice}
            look={entry.choice === choice ? "primary" : "default"}
          >
            {entry.label}
          </Button>
        ))}
      </form>
    </>
  );
}
