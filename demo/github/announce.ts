import { type Repository, reaches } from "./records";
import { nodeId, organizationShape, repositoryShape } from "./shapes";
import type { Json } from "./upstream";
import { findAccount, type World } from "./world";

/**
 * Tells every App that is installed on a repository and has subscribed what happened there. `content` is the event's own
 * part; what each hook carries beside it is added here.
 */
export function announce(
  world: World,
  repository: Repository,
  event: string,
  action: string | null,
  content: Json,
  sender: Json,
): void {
  const account = findAccount(world, repository.owner);
  for (const installation of world.installations.values()) {
    const app = world.apps.get(installation.appId);
    const isWanted =
      installation.events.includes(event) && !installation.suspendedAt && reaches(installation, repository);
    if (!app || !isWanted) {
      continue;
    }
    const payload = {
      ...(action !== null && { action }),
      ...content,
      repository: repositoryShape(world, repository.json),
      ...(account?.type === "Organization" && { organization: organizationShape(world, account) }),
      sender,
      installation: { id: installation.id, node_id: nodeId("IntegrationInstallation", installation.id) },
    };
    world.hooks.send(app, { event, action, installationId: installation.id, repositoryId: repository.id, payload });
  }
}
