import type { ReactNode } from "react";
import { automationPath, deliveryPath, modelPath, queuePath } from "@/app/_server/paths";
import { can, type Role } from "@/lib/core/access";
import { targetOf } from "@/lib/core/action";
import type { AutomationView } from "@/lib/core/automation";
import { DELIVERY_STATES, type DeliveryState } from "@/lib/core/delivery";
import { ACTION_LABEL, ActionIcon, actionKindOf } from "./action-icon";
import { AutomationMenu } from "./automation-menu";
import { DeliveryStateMark, shownState } from "./delivery-state";
import { formatShare } from "./format";
import { TriggerWords } from "./trigger-words";
import { Dot } from "./ui/dot";
import { Progress } from "./ui/progress";
import { Cell, HeadCell, Row, TableFrame, TableHead } from "./ui/table";
import { TextLink } from "./ui/text-link";

export type AutomationsTableProps = {
  team: string;
  role: Role;
  automations: readonly AutomationView[];
  protectedNames: ReadonlySet<string>;
  /** The list of the whole team says for which model each one is. */
  hasModel?: boolean;
  foot?: ReactNode;
};

/** The columns of the registry's Automations: trigger, action, queue, state, last result, success rate. */
export function AutomationsTable({
  team,
  role,
  automations,
  protectedNames,
  hasModel = false,
  foot,
}: AutomationsTableProps) {
  return (
    <TableFrame label="Automations" foot={foot}>
      <TableHead>
        <HeadCell>Name</HeadCell>
        {hasModel ? <HeadCell>Model</HeadCell> : null}
        <HeadCell>Trigger type</HeadCell>
        <HeadCell>Action type</HeadCell>
        <HeadCell>Action name</HeadCell>
        <HeadCell>Queue</HeadCell>
        <HeadCell>State</HeadCell>
        <HeadCell>Last result</HeadCell>
        <HeadCell isNumeric>Success, 30 d</HeadCell>
        {can(role, "automation.write") ? (
          <HeadCell className="w-8">
            <span className="sr-only">Actions</span>
          </HeadCell>
        ) : null}
      </TableHead>
      <tbody>
        {automations.map((automation) => (
          <Row key={automation.id} data-row="" height="chips">
            <Cell>
              <TextLink
                href={automationPath(team, automation.id)}
                title={automation.name}
                className="block max-w-[30ch] truncate font-medium text-ink max-sm:py-2"
              >
                {automation.name}
              </TextLink>
            </Cell>
            {hasModel ? (
              <Cell>
                <ModelOf team={team} automation={automation} />
              </Cell>
            ) : null}
            <Cell>
              <TriggerWords automation={automation} protectedNames={protectedNames} />
            </Cell>
            <Cell>
              <ActionType preset={targetOf(automation.action).preset} />
            </Cell>
            <Cell className="text-ink-2">
              <span className="block max-w-[26ch] truncate">{targetOf(automation.action).name}</span>
            </Cell>
            <Cell>
              <QueueOf team={team} automation={automation} />
            </Cell>
            <Cell>
              <AutomationState automation={automation} />
            </Cell>
            <Cell>
              <LastResult team={team} automation={automation} />
            </Cell>
            <Cell isNumeric>
              <SuccessRate counts={automation.deliveries30d} />
            </Cell>
            {can(role, "automation.write") ? (
              <Cell className="py-0 pl-0">
                <AutomationMenu team={team} role={role} automation={automation} />
              </Cell>
            ) : null}
          </Row>
        ))}
      </tbody>
    </TableFrame>
  );
}

export function ActionType({ preset }: { preset: string }) {
  const kind = actionKindOf(preset);
  return (
    <span className="inline-flex items-center gap-1.5 align-bottom">
      <ActionIcon kind={kind} />
      {ACTION_LABEL[kind]}
    </span>
  );
}

export function AutomationState({ automation }: { automation: Pick<AutomationView, "enabled" | "pauseReason"> }) {
  if (automation.enabled) {
    return (
      <span className="inline-flex items-center gap-1.5">
        <Dot tone="positive" />
        Active
      </span>
    );
  }
  const isLoop = automation.pauseReason === "loop";
  return (
    <span
      className="inline-flex items-center gap-1.5 text-ink-3"
      title={isLoop ? "It was paused because it kept causing itself" : undefined}
    >
      <Dot tone={isLoop ? "caution" : "neutral"} />
      {isLoop ? "Paused, loop" : "Paused"}
    </span>
  );
}

function ModelOf({ team, automation: { model } }: { team: string; automation: AutomationView }) {
  return model ? (
    <TextLink
      href={modelPath(team, model.name)}
      title={model.name}
      className="block max-w-[26ch] truncate font-mono text-ink text-small"
    >
      {model.name}
    </TextLink>
  ) : (
    <span className="text-ink-3">every model</span>
  );
}

/** Only a launch has one. */
function QueueOf({ team, automation: { action } }: { team: string; automation: AutomationView }) {
  return action.type === "launch" ? (
    <TextLink
      href={queuePath(team, action.queue.name)}
      title={action.queue.name}
      className="block max-w-[20ch] truncate font-mono text-small max-sm:py-2"
    >
      {action.queue.name}
    </TextLink>
  ) : (
    <span className="text-ink-3">–</span>
  );
}

function LastResult({ team, automation: { lastDelivery } }: { team: string; automation: AutomationView }) {
  if (!lastDelivery || !isDeliveryState(lastDelivery.state)) {
    return <span className="text-ink-3">nothing yet</span>;
  }
  const { id, state, status, run } = lastDelivery;
  return (
    <TextLink href={deliveryPath(team, id)} className="inline-flex items-center gap-1.5 text-ink">
      <DeliveryStateMark state={shownState({ state, status, isPaused: false })} remote={run} />
      {status === null || state === "delivered" ? null : <span className="text-ink-3 text-small">{status}</span>}
    </TextLink>
  );
}

export function SuccessRate({ counts }: { counts: AutomationView["deliveries30d"] }) {
  if (counts.finished === 0) {
    return <span className="text-ink-3">–</span>;
  }
  const share = counts.delivered / counts.finished;
  const words = `${counts.delivered} of ${counts.finished} in 30 days`;
  return (
    <span className="inline-flex items-center justify-end gap-2" title={words}>
      <Progress
        label={words}
        value={counts.delivered}
        max={counts.finished}
        tone={share >= 0.8 ? "positive" : "caution"}
        className="w-8"
      />
      {formatShare(counts.delivered, counts.finished)}
    </span>
  );
}

function isDeliveryState(state: string): state is DeliveryState {
  return (DELIVERY_STATES as readonly string[]).includes(state);
}
