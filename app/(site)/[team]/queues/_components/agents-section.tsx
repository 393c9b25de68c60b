import { KeyRound } from "lucide-react";
import { ActionForm } from "@/app/_components/action-form.client";
import { CodeView } from "@/app/_components/code-view";
import { SectionHead } from "@/app/_components/page-head";
import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Dot } from "@/app/_components/ui/dot";
import { Note } from "@/app/_components/ui/note";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "@/app/_components/ui/table";
import { TextLink } from "@/app/_components/ui/text-link";
import { queuePath, revokeAgentTokenPath, runPath } from "@/app/_server/paths";
import type { AgentTokenView, AgentView } from "@/lib/core/launch-agent";
import type { QueueView } from "@/lib/core/launch-queue";
import { drainAgentAction } from "../actions";
import { agentCommand } from "./agent-command";
import { NewAgentTokenForm, RevokeAgentTokenForm } from "./agent-token-forms";

export type AgentsSectionProps = {
  team: string;
  url: string;
  queue: QueueView;
  agents: readonly AgentView[];
  /** Null for who may not see them. */
  tokens: readonly AgentTokenView[] | null;
};

/** Who serves the queue; and, loud, when nobody does, with the command that changes it. */
export function AgentsSection({ team, url, queue, agents, tokens }: AgentsSectionProps) {
  if (queue.resource === "github-actions") {
    return (
      <>
        <SectionHead title="Agents" />
        <p className="text-ink-2">None is needed: this server starts a workflow for each run, by the GitHub App.</p>
      </>
    );
  }
  return (
    <>
      <SectionHead title="Agents" count={agents.length === 0 ? undefined : agents.length}>
        {tokens === null ? null : <NewToken team={team} url={url} queue={queue} />}
      </SectionHead>
      {queue.agentsListening === 0 ? (
        <NobodyListens team={team} url={url} queue={queue} canLetIn={tokens !== null} />
      ) : null}
      {agents.length > 0 ? <AgentTable team={team} queue={queue} agents={agents} canManage={tokens !== null} /> : null}
      {tokens !== null && tokens.length > 0 ? <TokenTable team={team} queue={queue} tokens={tokens} /> : null}
    </>
  );
}

function NewToken({ team, url, queue }: Pick<AgentsSectionProps, "team" | "url" | "queue">) {
  return (
    <DialogLink
      href={queuePath(team, queue.name, "new-token")}
      title="New agent token"
      data-key="n"
      data-command="New agent token"
      content={<NewAgentTokenForm team={team} url={url} queue={queue} />}
    >
      <KeyRound aria-hidden="true" />
      New agent token
    </DialogLink>
  );
}

type NobodyProps = Pick<AgentsSectionProps, "team" | "url" | "queue"> & { canLetIn: boolean };

function NobodyListens({ team, url, queue, canLetIn }: NobodyProps) {
  const waits =
    queue.waiting > 0 ? `What waits here (${queue.waiting}) goes on waiting` : "What is queued here will wait";
  return (
    <div className="mb-4">
      <Note tone="caution" title="No agent is listening." className="mb-2">
        {waits} until one is started where the work should run.{" "}
        {canLetIn ? (
          <>
            It needs a token of this queue:{" "}
            <TextLink inText href={queuePath(team, queue.name, "new-token")}>
              create one
            </TextLink>
            , and its text stands in these commands.
          </>
        ) : (
          "An admin can make the token that it needs."
        )}
      </Note>
      <CodeView
        label="Commands that start an agent"
        text={agentCommand({ url, queue: queue.name, resource: queue.resource })}
        canCopy
      />
    </div>
  );
}

const AGENT_LOOK = {
  listening: { label: "Listening", tone: "positive" },
  draining: { label: "Draining", tone: "caution" },
  silent: { label: "Silent", tone: "critical" },
  gone: { label: "Gone", tone: "neutral" },
} as const satisfies Record<
  AgentView["state"],
  { label: string; tone: "positive" | "caution" | "critical" | "neutral" }
>;

type AgentTableProps = { team: string; queue: QueueView; agents: readonly AgentView[]; canManage: boolean };

function AgentTable({ team, queue, agents, canManage }: AgentTableProps) {
  return (
    <TableFrame label="Agents" className="mb-4">
      <TableHead>
        <HeadCell>State</HeadCell>
        <HeadCell>Agent</HeadCell>
        <HeadCell className="max-sm:hidden">Host</HeadCell>
        <HeadCell>Runs</HeadCell>
        <HeadCell isNumeric>Last heard</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {agents.map((agent) => (
          <Row key={agent.id}>
            <Cell>
              <span className="inline-flex items-center gap-1.5">
                <Dot tone={AGENT_LOOK[agent.state].tone} isLive={agent.state === "listening"} />
                {AGENT_LOOK[agent.state].label}
              </span>
            </Cell>
            <Cell className="font-mono text-small">
              <span className="inline-block max-w-[28ch] truncate align-bottom max-sm:max-w-[14ch]" title={agent.name}>
                {agent.name}
              </span>
              {agent.version ? <span className="text-ink-3 max-sm:hidden"> {agent.version}</span> : null}
            </Cell>
            <Cell className="font-mono text-ink-2 text-small max-sm:hidden">{agent.hostname}</Cell>
            <Cell className="text-ink-2">
              {agent.runs.length} of {agent.slots}{" "}
              {agent.runs.map(({ id, number }) => (
                <TextLink key={id} href={runPath(team, number)} className="ml-1.5">
                  {number}
                </TextLink>
              ))}
            </Cell>
            <Cell isNumeric className="text-ink-2">
              <Time at={agent.lastHeardAt} form="ago" />
            </Cell>
            <Cell className="text-right">
              {canManage && agent.state === "listening" ? (
                <ActionForm
                  action={drainAgentAction}
                  label={`Drain ${agent.name}`}
                  hidden={{ team, queue: queue.name, agent: agent.id, name: agent.name }}
                >
                  <SubmitButton size="small" title="It finishes what it runs, takes nothing more, and goes.">
                    Drain
                  </SubmitButton>
                </ActionForm>
              ) : null}
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

function TokenTable({ team, queue, tokens }: { team: string; queue: QueueView; tokens: readonly AgentTokenView[] }) {
  return (
    <TableFrame label="Agent tokens" className="mb-4">
      <TableHead>
        <HeadCell>Agent token</HeadCell>
        <HeadCell>Ends in</HeadCell>
        <HeadCell className="max-sm:hidden">Expires</HeadCell>
        <HeadCell className="max-sm:hidden">Created</HeadCell>
        <HeadCell isNumeric>Last used</HeadCell>
        <HeadCell>
          <span className="sr-only">Actions</span>
        </HeadCell>
      </TableHead>
      <tbody>
        {tokens.map((token) => (
          <Row key={token.id}>
            <Cell className="font-medium">
              <span className="inline-block max-w-[32ch] truncate align-bottom max-sm:max-w-[14ch]" title={token.name}>
                {token.name}
              </span>
            </Cell>
            <Cell className="font-mono text-ink-2 text-small">{token.hint}</Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              {token.expiresAt ? <Time at={token.expiresAt} form="date" /> : <span className="text-ink-3">never</span>}
            </Cell>
            <Cell className="text-ink-2 max-sm:hidden">
              {token.createdBy}, <Time at={token.createdAt} />
            </Cell>
            <Cell isNumeric className="text-ink-2">
              {token.lastUsedAt ? <Time at={token.lastUsedAt} form="ago" /> : <span className="text-ink-3">never</span>}
            </Cell>
            <Cell className="text-right">
              <RevokeLink team={team} queue={queue.name} token={token} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

function RevokeLink({ team, queue, token }: { team: string; queue: string; token: AgentTokenView }) {
  return (
    <DialogLink
      href={revokeAgentTokenPath(team, queue, token.id)}
      title={`Revoke ${token.name}`}
      aria-label={`Revoke ${token.name}`}
      look="danger"
      size="small"
      content={<RevokeAgentTokenForm team={team} queue={queue} token={token} />}
    >
      Revoke
    </DialogLink>
  );
}
