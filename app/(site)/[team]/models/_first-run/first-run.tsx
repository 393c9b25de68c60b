import type { ReactNode } from "react";
import { ActionIcon } from "@/app/_components/action-icon";
import { AliasChip } from "@/app/_components/alias-chip";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { TokenCommands } from "@/app/_components/token-commands.client";
import { Tabs } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationsPath, linkAnyPath, modelsPath, newModelPath, settingsPath } from "@/app/_server/paths";
import { db } from "@/app/_server/runtime";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import type { TeamPulse } from "@/lib/core/outcome";
import { type Page, pageRequest } from "@/lib/core/page";
import type { Result } from "@/lib/core/result";
import { listInstallations } from "@/lib/github/installations";
import { listTokens } from "@/lib/teams/queries";
import { listWebhooks } from "@/lib/webhooks/queries";
import { firstSteps, WAY_LABEL, WAYS, type Way } from "../_components/first-steps";
import { type SetupStep, SetupSteps } from "./setup-steps";

const WAIT_MS = 5_000;

export type FirstRunProps = { scope: TeamScope; pulse: TeamPulse; url: string; asked: string | undefined };

/** What a team without models sees: what this is for, and the commands that begin it, with this server's address. */
export async function FirstRun({ scope, pulse, url, asked }: FirstRunProps) {
  const team = scope.teamName;
  const way = WAYS.find((known) => known === asked) ?? "cli";
  return (
    <div className="mx-auto w-full max-w-[1000px] px-6 pt-10 pb-10 max-sm:px-4 max-sm:pt-6">
      <h1 className="font-semibold text-hero">Link your first version</h1>
      <p className="mt-1.5 max-w-[64ch] text-ink-2 text-lead">
        A model is a series of versions. Link one, put an alias on it, and everything you have wired to that alias
        happens. Pick whichever way you already train.
      </p>
      <Flow />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)_312px] items-start gap-5 max-md:grid-cols-1">
        <div className="min-w-0 overflow-hidden rounded-panel border border-line">
          <Tabs label="Ways to begin" className="px-3.5" tabs={tabsOf(team, way)} />
          <TokenCommands
            team={team}
            canCreateToken={can(scope.role, "token.manage")}
            blocks={[{ label: `Commands for ${WAY_LABEL[way]}`, text: firstSteps(way, { team, url }) }]}
          />
          <div className="border-line border-t px-4 py-2.5">
            <LiveRefresh everyMs={WAIT_MS} label="Waiting for the first model. This page shows it when it arrives." />
          </div>
        </div>
        <SetupSteps team={team} steps={await readSteps(scope, pulse)} />
      </div>
      <p className="mt-3 text-ink-3">
        Nothing to upload?{" "}
        <TextLink inText href={linkAnyPath(team, { from: "uri" })}>
          Link a reference
        </TextLink>{" "}
        such as <code className="font-mono text-small">s3://</code> or{" "}
        <code className="font-mono text-small">hf://</code>: nothing is copied. Or{" "}
        <TextLink inText href={newModelPath(team)}>
          create a model
        </TextLink>{" "}
        and upload its files here.
      </p>
    </div>
  );
}

function tabsOf(team: string, current: Way) {
  return WAYS.map((way) => ({
    href: modelsPath(team, { with: way === "cli" ? null : way }),
    label: WAY_LABEL[way],
    isCurrent: way === current,
  }));
}

/** A token counts once it has a use here: the one that the server was started with is the operator's. */
async function readSteps(scope: TeamScope, pulse: TeamPulse): Promise<SetupStep[]> {
  const pool = await db();
  const team = scope.teamName;
  const isAdmin = can(scope.role, "token.manage");
  const [tokens, webhooks, installations] = await Promise.all([
    isAdmin ? listTokens(pool, scope, pageRequest.parse({ limit: 2 })) : null,
    listWebhooks(pool, scope, pageRequest.parse({ limit: 1 })),
    can(scope.role, "github.read") ? listInstallations(pool, scope, pageRequest.parse({ limit: 1 })) : null,
  ]);
  const hasToken = tokens?.ok ? tokens.value.items.some(({ name }) => name !== "bootstrap") : false;
  return [
    {
      title: "Create an API token",
      words: isAdmin ? "With the button beside this, or in the settings." : "An admin of the team does that.",
      isDone: hasToken,
      ...(isAdmin ? { href: settingsPath(team, "tokens") } : {}),
    },
    { title: "Link a version", words: "Creates the model too, if its name is new.", isDone: pulse.versions > 0 },
    {
      title: "Connect GitHub, or add a webhook",
      words: (
        <>
          The GitHub App starts workflows. A{" "}
          <TextLink inText href={settingsPath(team, "webhooks")}>
            webhook
          </TextLink>{" "}
          tells Slack, Teams, or a server of yours.
        </>
      ),
      isDone: hasAny(webhooks) || hasAny(installations),
      href: settingsPath(team, can(scope.role, "github.read") ? "github" : "webhooks"),
    },
    {
      title: "Create an automation",
      words: (
        <>
          For example, run deploy.yml when <AliasChip name="production" /> moves.
        </>
      ),
      isDone: pulse.automations > 0,
      href: automationsPath(team),
    },
  ];
}

/** From a file to a result, drawn as the wire that the product is. */
function Flow() {
  return (
    <ol className="mt-6 grid grid-cols-4 gap-11 max-sm:grid-cols-1 max-sm:gap-2">
      <FlowStep words="your run logs files">
        <span className="font-mono text-small">model.onnx</span>
      </FlowStep>
      <FlowStep words="linked as a version">
        <b className="font-medium font-mono text-small">churn-classifier v0</b>
      </FlowStep>
      <FlowStep words="you promote it">
        <AliasChip name="production" />
      </FlowStep>
      <FlowStep words="and the result comes back">
        <span className="flex items-center gap-1.5 font-mono text-small">
          <ActionIcon kind="github" /> deploy.yml
        </span>
      </FlowStep>
    </ol>
  );
}

function FlowStep({ words, children }: { words: string; children: ReactNode }) {
  return (
    <li className="relative flex h-16 flex-col justify-between rounded-panel border border-line px-3 py-2.5 before:absolute before:top-1/2 before:right-full before:h-px before:w-11 before:bg-line-strong after:absolute after:top-1/2 after:-left-[7px] after:size-1.5 after:-translate-y-[2.5px] after:rounded-full after:bg-accent first:before:hidden first:after:hidden max-sm:before:hidden max-sm:after:hidden">
      <span className="flex h-5 items-center">{children}</span>
      <span className="text-ink-3 text-small">{words}</span>
    </li>
  );
}

function hasAny(listed: Result<Page<unknown>> | null): boolean {
  return listed?.ok === true && listed.value.items.length > 0;
}
