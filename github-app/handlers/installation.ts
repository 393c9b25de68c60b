import * as z from "zod";
import { askInstallation, follow } from "./follow";
import type { HandlerPorts } from "./ports";

const told = z.object({ action: z.string(), installation: z.object({ id: z.int() }) });

/**
 * `installation`, `installation_repositories` and `installation_target`: whatever became of it, GitHub is asked how it is
 * now. Only a removal is final as it is told: the number never comes back.
 */
export async function onInstallation(ports: HandlerPorts, payload: unknown): Promise<void> {
  const { action, installation } = told.parse(payload);
  const isGone = action === "deleted";
  await follow(ports, installation.id, () =>
    isGone ? Promise.resolve({ kind: "gone" }) : askInstallation(ports.clients, installation.id),
  );
}
