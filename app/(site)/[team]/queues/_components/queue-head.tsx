import { CirclePause, CirclePlay, LogOut, Pencil, Trash2 } from "lucide-react";
import type { ReactNode } from "react";
import { ActionForm } from "@/app/_components/action-form.client";
import { QUEUE_LOOK } from "@/app/_components/launch-state";
import { PageHead } from "@/app/_components/page-head";
import { Button, ButtonLink } from "@/app/_components/ui/button";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { StateMark } from "@/app/_components/ui/state-mark";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { queuePath } from "@/app/_server/paths";
import type { QueueState, QueueView } from "@/lib/core/launch-queue";
import { setQueueStateAction } from "../actions";
import { DeleteQueueForm } from "./queue-forms";

export type QueueHeadProps = {
  team: string;
  queue: QueueView;
  /** Why the person may not manage it, and whom to ask; null where they may. */
  refusal: string | null;
};

export function QueueHead({ team, queue, refusal }: QueueHeadProps) {
  return (
    <PageHead
      title={queue.name}
      isName
      chips={<StateMark look={QUEUE_LOOK[queue.state]} form="filled" />}
      description={queue.description || undefined}
      actions={refusal === null ? <Actions team={team} queue={queue} /> : <Refused refusal={refusal} queue={queue} />}
    />
  );
}

/** How a queue is moved from one state to the other, and what that is called. */
const MOVES = {
  open: { verb: "Resume", icon: CirclePlay },
  paused: { verb: "Pause", icon: CirclePause },
  draining: { verb: "Drain", icon: LogOut },
} as const satisfies Record<QueueState, { verb: string; icon: typeof CirclePlay }>;

const FROM = {
  open: ["draining", "paused"],
  paused: ["open"],
  draining: ["open"],
} as const satisfies Record<QueueState, readonly QueueState[]>;

function Actions({ team, queue }: { team: string; queue: QueueView }) {
  return (
    <>
      {FROM[queue.state].map((state) => (
        <MoveForm key={state} team={team} queue={queue} to={state} />
      ))}
      <ButtonLink href={queuePath(team, queue.name, "edit")}>
        <Pencil aria-hidden="true" />
        Edit
      </ButtonLink>
      <DialogLink
        href={queuePath(team, queue.name, "delete")}
        title={`Delete ${queue.name}`}
        look="danger"
        content={<DeleteQueueForm team={team} queue={queue} />}
      >
        <Trash2 aria-hidden="true" />
        Delete
      </DialogLink>
    </>
  );
}

function MoveForm({ team, queue, to }: { team: string; queue: QueueView; to: QueueState }) {
  const { verb, icon: Icon } = MOVES[to];
  return (
    <ActionForm
      action={setQueueStateAction}
      undo={setQueueStateAction}
      label={`${verb} ${queue.name}`}
      hidden={{ team, queue: queue.name, state: to, was: queue.state }}
    >
      <SubmitButton data-command={`${verb} ${queue.name}`}>
        <Icon aria-hidden="true" />
        {verb}
      </SubmitButton>
    </ActionForm>
  );
}

function Refused({ refusal, queue }: { refusal: string; queue: QueueView }): ReactNode {
  return (
    <div className="flex max-w-80 flex-col items-end gap-1 max-sm:items-start">
      <span className="flex gap-2">
        {FROM[queue.state].map((state) => (
          <Button key={state} disabled>
            {MOVES[state].verb}
          </Button>
        ))}
        <Button disabled>Edit</Button>
      </span>
      <p className="text-ink-3 text-small">{refusal}</p>
    </div>
  );
}
