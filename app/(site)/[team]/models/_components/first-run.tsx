import type { ReactNode } from "react";
import { ActionIcon } from "@/app/_components/action-icon";
import { AliasChip } from "@/app/_components/alias-chip";
import { CodeView } from "@/app/_components/code-view";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { Tabs } from "@/app/_components/ui/tabs";
import { TextLink } from "@/app/_components/ui/text-link";
import { linkAnyPath, modelsPath, newModelPath } from "@/app/_server/paths";
import { firstSteps, type Way } from "./first-steps";

const WAIT_MS = 5_000;

export type FirstRunProps = { team: string; url: string; way: Way };

/** What a team without models sees: what this is for, and the commands that begin it, with this server's address. */
export function FirstRun({ team, url, way }: FirstRunProps) {
  return (
    <div className="mx-auto w-full max-w-[1000px] px-6 pt-10 pb-10 max-sm:px-4 max-sm:pt-6">
      <h1 className="font-semibold text-hero">Link your first version</h1>
      <p className="mt-1.5 max-w-[64ch] text-ink-2 text-lead">
        A model is a series of versions. Link one, put an alias on it, and everything you have wired to that alias
        happens.
      </p>
      <Flow />
      <div className="mt-6 overflow-hidden rounded-panel border border-line">
        <Tabs
          label="Ways to begin"
          className="px-3.5"
          tabs={[
            { href: modelsPath(team), label: "CLI", isCurrent: way === "cli" },
            { href: modelsPath(team, { with: "curl" }), label: "cURL", isCurrent: way === "curl" },
          ]}
        />
        <CodeView
          label={way === "cli" ? "Commands for the CLI" : "Commands for cURL"}
          text={firstSteps(way, team, url)}
          frame="bare"
          canCopy
        />
        <div className="border-line border-t px-4 py-2.5">
          <LiveRefresh everyMs={WAIT_MS} label="Waiting for the first model. This page shows it when it arrives." />
        </div>
      </div>
      <p className="mt-3 text-ink-3">
        The token is an API token of this team with the role member. The first one is what{" "}
        <code className="font-mono text-ink-2 text-small">MODELWIRE_BOOTSTRAP_TOKEN</code> says at the server’s start.
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
