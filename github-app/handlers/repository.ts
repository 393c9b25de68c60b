import * as z from "zod";
import type { InstallationNews } from "@/lib/github/follow";
import { readRepository } from "../read";
import { askInstallation, follow } from "./follow";
import type { HandlerPorts } from "./ports";

const told = z.object({
  action: z.string(),
  installation: z.object({ id: z.int() }).optional(),
  repository: z.object({ id: z.int(), full_name: z.string() }),
});

/** `repository`: renamed, archived, transferred, made private, given another default branch, deleted. */
export async function onRepository(ports: HandlerPorts, payload: unknown): Promise<void> {
  const { action, installation, repository } = told.parse(payload);
  if (!installation) {
    return;
  }
  const { id: repositoryId, full_name: name } = repository;
  await follow(ports, installation.id, async ({ isSuspended }): Promise<InstallationNews> => {
    if (action === "deleted") {
      return { kind: "repository_gone", repositoryId };
    }
    const facts = isSuspended ? null : await readRepository(ports.clients, installation.id, name);
    // By an old name GitHub may lead to another repository, or nowhere: then all of them are listed.
    return facts?.repositoryId === repositoryId
      ? { kind: "repository", facts }
      : askInstallation(ports.clients, installation.id);
  });
}
