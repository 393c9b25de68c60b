import { EventWords } from "@/app/_components/event-words";
import { formatMetric, formatPlural } from "@/app/_components/format";
import { Time, Until } from "@/app/_components/time";
import { Dot } from "@/app/_components/ui/dot";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, deliveryPath, runPath, versionPath } from "@/app/_server/paths";
import type { Json, JsonObject } from "@/lib/core/json";
import type { AgentState } from "@/lib/core/launch-agent";
import { CLAIMS_MAX, isEnded, type LaunchRunDetail } from "@/lib/core/launch-run";
import type { RunPageView } from "./read-run";

type SideProps = { team: string; run: LaunchRunDetail; view: RunPageView; isProtected: boolean };

/** Why it ran, with what, where, and what came of it. */
export function RunSide({ team, run, view, isProtected }: SideProps) {
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <CausePanel team={team} run={run} view={view} isProtected={isProtected} />
      <ParametersPanel run={run} defaults={view.defaults} />
      <VariablesPanel run={run} />
      <AgentPanel run={run} view={view} />
      <LoggedPanel team={team} run={run} />
    </div>
  );
}

function CausePanel({ team, run: { cause, version, project, priority, queuedAt }, view, isProtected }: SideProps) {
  const { event } = view;
  return (
    <Panel aria-labelledby="cause">
      <PanelHead title="Cause" titleId="cause" />
      <PanelBody>
        <KeyValues>
          {event ? (
            <KeyValue name="Event">
              <EventWords
                type={event.type}
                version={event.version?.number ?? null}
                alias={event.alias}
                previousVersion={event.previousVersion?.number ?? null}
                isProtected={isProtected}
              />
            </KeyValue>
          ) : null}
          <KeyValue name="By">
            {cause.by}, <Time at={queuedAt} />
          </KeyValue>
          {cause.automation ? (
            <KeyValue name="Automation">
              <TextLink href={automationPath(team, cause.automation.id)}>{cause.automation.name}</TextLink>
            </KeyValue>
          ) : null}
          {cause.deliveryId ? (
            <KeyValue name="Delivery">
              <TextLink href={deliveryPath(team, cause.deliveryId)} className="break-all font-mono text-small">
                {cause.deliveryId.replace(/_.*-/, "_…")}
              </TextLink>
            </KeyValue>
          ) : null}
          {cause.rerunOf ? (
            <KeyValue name="Again from">
              <TextLink href={runPath(team, cause.rerunOf.number)}>run {cause.rerunOf.number}</TextLink>
            </KeyValue>
          ) : null}
          {version ? (
            <KeyValue name="Works on">
              <TextLink
                href={versionPath(team, version.model, version.number)}
                className="break-all font-mono text-small"
              >
                {version.model} v{version.number}
              </TextLink>
            </KeyValue>
          ) : null}
          <KeyValue name="Project">{project}</KeyValue>
          <KeyValue name="Priority">{priority}</KeyValue>
        </KeyValues>
      </PanelBody>
    </Panel>
  );
}

function ParametersPanel({ run, defaults }: { run: LaunchRunDetail; defaults: JsonObject }) {
  const given = Object.keys(run.overrides).length;
  return (
    <Panel aria-labelledby="parameters">
      <PanelHead title="Parameters" titleId="parameters">
        {given > 0 ? <span className="text-ink-3 text-small">{given} overridden</span> : null}
      </PanelHead>
      <PanelBody>
        <ValueList
          values={run.parameters}
          empty="It takes none."
          wasOf={(name) => (Object.hasOwn(run.overrides, name) ? (defaults[name] ?? null) : undefined)}
        />
      </PanelBody>
    </Panel>
  );
}

function VariablesPanel({ run: { variables } }: { run: LaunchRunDetail }) {
  if (Object.keys(variables).length === 0) {
    return null;
  }
  return (
    <Panel aria-labelledby="variables">
      <PanelHead title="Variables" titleId="variables" note="of the queue" />
      <PanelBody>
        <ValueList values={variables} empty="" wasOf={() => undefined} />
      </PanelBody>
    </Panel>
  );
}

type ValueListProps = {
  values: JsonObject;
  empty: string;
  /** What a value stands instead of: null where the schema has no default; undefined where nothing was overridden. */
  wasOf: (name: string) => Json | undefined;
};

function ValueList({ values, empty, wasOf }: ValueListProps) {
  const entries = Object.entries(values);
  if (entries.length === 0) {
    return <p className="text-ink-3">{empty}</p>;
  }
  return (
    <KeyValues className="font-mono text-small!">
      {entries.map(([name, value]) => (
        <KeyValue key={name} name={<span className="break-all">{name}</span>}>
          <span className="wrap-anywhere">{valueText(value)}</span>
          <Was value={value} was={wasOf(name)} />
        </KeyValue>
      ))}
    </KeyValues>
  );
}

function Was({ value, was }: { value: Json; was: Json | undefined }) {
  if (was === undefined || valueText(was) === valueText(value)) {
    return null;
  }
  return (
    <span className="wrap-anywhere font-sans text-ink-3"> {was === null ? "given" : `was ${valueText(was)}`}</span>
  );
}

function valueText(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const AGENT_WORDS = {
  listening: { words: "listening", tone: "positive" },
  draining: { words: "draining", tone: "caution" },
  silent: { words: "silent", tone: "critical" },
  gone: { words: "gone", tone: "neutral" },
} as const satisfies Record<AgentState, { words: string; tone: "positive" | "caution" | "critical" | "neutral" }>;

function AgentPanel({ run, view: { agent } }: { run: LaunchRunDetail; view: RunPageView }) {
  if (run.queue.resource === "github-actions") {
    return run.workflowUrl ? <WorkflowPanel url={run.workflowUrl} /> : null;
  }
  if (run.agent === null) {
    return null;
  }
  const isHeld = !isEnded(run.state);
  return (
    <Panel aria-labelledby="agent">
      <PanelHead title="Agent" titleId="agent">
        {agent ? (
          <span className="inline-flex items-center gap-1.5 text-ink-2 text-small">
            <Dot tone={AGENT_WORDS[agent.state].tone} isLive={agent.state === "listening" && isHeld} />
            {AGENT_WORDS[agent.state].words}, heard <Time at={agent.lastHeardAt} form="ago" />
          </span>
        ) : null}
      </PanelHead>
      <PanelBody>
        <KeyValues>
          <KeyValue name="Name">
            <span className="font-mono text-small">{run.agent.name}</span>
          </KeyValue>
          {agent?.hostname ? (
            <KeyValue name="Host">
              <span className="font-mono text-small">{agent.hostname}</span>
            </KeyValue>
          ) : null}
          <KeyValue name="Lease">
            {run.lease} of {CLAIMS_MAX}
            {isHeld && run.leaseExpiresAt ? (
              <>
                , runs out <Until at={run.leaseExpiresAt} />
              </>
            ) : null}
          </KeyValue>
          <KeyValue name="Runs as">
            {run.queue.resource}
            {agent ? `, ${agent.runs.length} of ${formatPlural(agent.slots, "slot")}` : null}
          </KeyValue>
        </KeyValues>
      </PanelBody>
    </Panel>
  );
}

function WorkflowPanel({ url }: { url: string }) {
  return (
    <Panel aria-labelledby="workflow">
      <PanelHead title="Workflow" titleId="workflow" />
      <PanelBody>
        <a href={url} rel="noreferrer" className="break-all text-accent underline underline-offset-3">
          Open the workflow run on GitHub
        </a>
      </PanelBody>
    </Panel>
  );
}

function LoggedPanel({ team, run: { artifacts, evaluations } }: { team: string; run: LaunchRunDetail }) {
  if (artifacts.length === 0 && evaluations.length === 0) {
    return null;
  }
  return (
    <Panel aria-labelledby="logged">
      <PanelHead title="What came of it" titleId="logged" />
      <PanelBody>
        <ul className="flex flex-col gap-2.5">
          {artifacts.map(({ id, project, name, number, versions }) => (
            <li key={id}>
              <span className="break-all font-mono text-small">
                {name}:v{number}
              </span>
              <span className="text-ink-3"> logged in {project}</span>
              {versions.map((version) => (
                <span key={`${version.model} ${version.number}`} className="block">
                  <span className="text-ink-3">became </span>
                  <TextLink
                    href={versionPath(team, version.model, version.number)}
                    className="break-all font-mono text-small"
                  >
                    {version.model} v{version.number}
                  </TextLink>
                </span>
              ))}
            </li>
          ))}
          {evaluations.map(({ name, model, version, metrics }) => (
            <li key={`${model} ${version} ${name}`}>
              <b className="font-medium">{name}</b>
              <span className="text-ink-3"> of </span>
              <TextLink href={versionPath(team, model, version)} className="break-all font-mono text-small">
                {model} v{version}
              </TextLink>
              <span className="block wrap-anywhere font-mono text-ink-2 text-small">
                {Object.entries(metrics)
                  .map(([metric, value]) => `${metric} ${formatMetric(value)}`)
                  .join(", ")}
              </span>
            </li>
          ))}
        </ul>
      </PanelBody>
    </Panel>
  );
}
