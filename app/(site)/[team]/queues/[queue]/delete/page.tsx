import type { Metadata } from "next";
import { queuePath } from "@/app/_server/paths";
import { FormPage } from "../../../settings/_components/form-page";
import { DeleteQueueForm } from "../../_components/queue-forms";
import { type QueueParams, requireManagedQueue } from "../../_components/read-queues";

export const metadata: Metadata = { title: "Delete queue" };

export default async function DeleteQueuePage({ params }: { params: QueueParams }) {
  const { scope, queue } = await requireManagedQueue(params);
  const team = scope.teamName;
  return (
    <FormPage title={`Delete ${queue.name}`} back={{ href: queuePath(team, queue.name), label: queue.name }}>
      <DeleteQueueForm team={team} queue={queue} />
    </FormPage>
  );
}
