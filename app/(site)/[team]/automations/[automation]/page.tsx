import { Pencil, Send } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form.client";
import { AutomationMenu } from "@/app/_components/automation-menu";
import { ActionType, AutomationState, SuccessRate } from "@/app/_components/automations-table";
import { JsonView } from "@/app/_components/code-view";
import { CrumbName } from "@/app/_components/crumb-names.client";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead, SectionHead } from "@/app/_components/page-head";
import { refreshEveryMs } from "@/app/_components/refresh-pace";
import { Time } from "@/app/_components/time";
import { conditionText, TriggerWords } from "@/app/_components/trigger-words";
import { ButtonLink } from "@/app/_components/ui/button";
import { KeyValue, KeyValues } from "@/app/_components/ui/key-values";
import { Note } from "@/app/_components/ui/note";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationPath, deliveriesPath, modelPath, nameInPath } from "@/app/_server/paths";
import { protectedAliasNames } from "@/app/_server/protected-aliases";
import { db } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { previewAutomation } from "@/lib/automations/preview";
import { getAutomation } from "@/lib/automations/queries";
import { can } from "@/lib/core/access";
import { askedFor, targetOf } from "@/lib/core/action";
import type { TeamScope } from "@/lib/core/actor";
import type { AutomationView, PreviewView } from "@/lib/core/automation";
import { countOutcomes } from "@/lib/deliveries/outcomes";
import { listDeliveries } from "@/lib/deliveries/queries";
import { env } from "@/lib/platform/env";
import { DeliveryList } from "../../deliveries/_components/delivery-list";
import { OutcomeSummary } from "../../deliveries/_components/outcome-summary";
import { LAST_DAY } from "../../deliveries/_components/read-deliveries";
import { setEnabledAction } from "../actions";
import { ActionFacts } from "./_components/action-facts";

const DELIVERIES_MAX = 10;
const EVENTS_MAX = 200;

type AutomationProps = { params: Promise<{ team: string; automation: string }> };

export async function generateMetadata({ params }: AutomationProps): Promise<Metadata> {
  const { team, automation: ref } = await params;
  const automation = await getAutomation(await db(), await requireScope(team), nameInPath(ref));
  return { title: automation.ok ? automation.value.name : "Automation" };
}

export default async function AutomationPage({ params }: AutomationProps) {
  const { team: teamSegment, automation: ref } = await params;
  const scope = await requireScope(teamSegment);
  const pool = await db();
  const found = await getAutomation(pool, scope, nameInPath(ref));
  if (!found.ok) {
    notFound();
  }

  const automation = found.value;
  const search = { automation: automation.id, limit: DELIVERIES_MAX };
  const [deliveries, spans, preview, protectedNames] = await Promise.all([
    listDeliveries(pool, scope, search),
    countOutcomes(pool, scope, { now: new Date(), ...LAST_DAY, automationId: automation.id }),
    previewAutomation(pool, scope, previewOf(automation), { baseUrl: env().MODELWIRE_URL }),
    protectedAliasNames(scope),
  ]);
  const team = scope.teamName;

  return (
    <>
      <CrumbName id={automation.id} name={automation.name} />
      <PageHead
        title={automation.name}
        description={automation.description || undefined}
        note={<AutomationState automation={automation} />}
        actions={
          <>
            <LiveRefresh everyMs={deliveries.ok ? refreshEveryMs(deliveries.value.items) : null} />
            {can(scope.role, "automation.write") ? <Actions scope={scope} automation={automation} /> : null}
          </>
        }
      />
      <Sentence automation={automation} protectedNames={protectedNames} />
      <div className="mb-6">
        <div className="px-6 max-sm:px-4">
          <SectionHead id="deliveries" title="Deliveries">
            <TextLink href={deliveriesPath(team, { automation: automation.id })} className="max-sm:py-2">
              All of this automation
            </TextLink>
          </SectionHead>
        </div>
        {deliveries.ok && deliveries.value.items.length > 0 ? (
          <>
            <OutcomeSummary team={team} spans={spans} automation={automation.id} />
            <DeliveryList
              team={team}
              page={{ ok: true, value: { items: deliveries.value.items, nextCursor: null } }}
              search={search}
            />
          </>
        ) : (
          <p className="mx-6 rounded-panel border border-line px-4 py-5 text-ink-2 max-sm:mx-4">
            It has not fired yet. It does with the next event that its trigger and filter match.
          </p>
        )}
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] items-start gap-4 px-6 pb-10 max-md:grid-cols-1 max-sm:px-4">
        <div className="flex min-w-0 flex-col gap-4">
          <Settings team={team} automation={automation} protectedNames={protectedNames} />
          {preview.ok ? <PastMatches preview={preview.value} /> : null}
        </div>
        <Panel aria-labelledby="payload" className="overflow-hidden">
          <PanelHead title="Payload" titleId="payload" note="as a template: variables are filled for each event" />
          <JsonView label="Payload template" value={automation.action.payload} frame="bare" canCopy />
        </Panel>
      </div>
    </>
  );
}

type SettingsProps = { team: string; automation: AutomationView; protectedNames: ReadonlySet<string> };

function Settings({ team, automation, protectedNames }: SettingsProps) {
  const { model, filter, action, createdBy, createdAt, deliveries30d } = automation;
  return (
    <Panel aria-labelledby="settings">
      <PanelHead title="Trigger and action" titleId="settings" />
      <PanelBody>
        <KeyValues>
          <KeyValue name="Trigger">
            <TriggerWords automation={automation} protectedNames={protectedNames} />
          </KeyValue>
          {filter.conditions.map((condition) => (
            <KeyValue key={conditionText(condition)} name="Condition">
              <code className="break-words font-mono text-small">{conditionText(condition)}</code>
            </KeyValue>
          ))}
          <KeyValue name="Model">
            {model ? (
              <TextLink href={modelPath(team, model.name)} className="break-all font-mono text-small">
                {model.name}
              </TextLink>
            ) : (
              "every model of the team, also those created later"
            )}
          </KeyValue>
          <KeyValue name="Action">
            <ActionType preset={targetOf(action).preset} />
          </KeyValue>
          <ActionFacts team={team} action={action} />
          <KeyValue name="Success, 30 d">
            <SuccessRate counts={deliveries30d} />
          </KeyValue>
          <KeyValue name="Created">
            <Time at={createdAt} /> by {createdBy}
          </KeyValue>
        </KeyValues>
      </PanelBody>
    </Panel>
  );
}

/** Whether it would fire too often, and what may surprise. */
function PastMatches({ preview }: { preview: PreviewView }) {
  const { warnings, matchCount, eventsLookedAt } = preview;
  return (
    <Panel aria-labelledby="matches">
      <PanelHead title="Past events" titleId="matches" />
      <PanelBody className="flex flex-col gap-2">
        <p className="text-ink-2">
          {eventsLookedAt === 0
            ? "No event of this type has happened yet."
            : `${matchCount} of the last ${eventsLookedAt} events of this type match.`}
        </p>
        {warnings.map((warning) => (
          <Note key={`${warning.code} ${warning.field}`} tone="caution">
            {warning.message}
          </Note>
        ))}
      </PanelBody>
    </Panel>
  );
}

function Actions({ scope, automation }: { scope: TeamScope; automation: AutomationView }) {
  const { teamName: team, role } = scope;
  return (
    <>
      <ButtonLink href={automationPath(team, automation.id, "test")}>
        <Send aria-hidden="true" />
        Test now
      </ButtonLink>
      <PauseButton team={team} automation={automation} />
      <ButtonLink href={automationPath(team, automation.id, "edit")}>
        <Pencil aria-hidden="true" />
        Edit
      </ButtonLink>
      <AutomationMenu team={team} role={role} automation={automation} size="normal" />
    </>
  );
}

function PauseButton({ team, automation }: { team: string; automation: AutomationView }) {
  const verb = automation.enabled ? "Pause" : "Resume";
  return (
    <ActionForm
      action={setEnabledAction}
      undo={setEnabledAction}
      label={`${verb} ${automation.name}`}
      hidden={{ team, automation: automation.id, enabled: automation.enabled ? "no" : "yes" }}
    >
      <SubmitButton>{verb}</SubmitButton>
    </ActionForm>
  );
}

/** What it does, in one sentence: when this happens there, this is done. */
function Sentence({ automation, protectedNames }: { automation: AutomationView; protectedNames: ReadonlySet<string> }) {
  const { model, action, filter } = automation;
  return (
    <p className="mx-6 mb-4 flex flex-wrap items-center gap-x-1.5 gap-y-1 text-lead text-ink-2 max-sm:mx-4">
      When <TriggerWords automation={automation} protectedNames={protectedNames} />
      {filter.conditions.length > 0 ? "holds" : "happens"} on{" "}
      {model ? <b className="font-medium font-mono text-base text-ink">{model.name}</b> : "any model"},{" "}
      {action.type === "webhook" ? "post to" : "start a workflow in"}
      <b className="font-medium text-ink">{targetOf(action).name}</b>.
    </p>
  );
}

function previewOf({ model, eventType, filter, action, name }: AutomationView) {
  return {
    name,
    model: model?.name ?? null,
    eventType,
    filter,
    action: askedFor(action),
    eventsMax: EVENTS_MAX,
  };
}
