import type { MlflowModelView, MlflowVersionView } from "@/lib/core/mlflow";
import type { Message } from "./endpoint";

/** A model as the protocol writes it: empty lists and an empty description are left out. */
export function registeredModel(view: MlflowModelView): Message {
  return {
    name: view.name,
    creation_timestamp: millisOf(view.createdAt),
    last_updated_timestamp: millisOf(view.updatedAt),
    user_id: view.by,
    description: view.description || undefined,
    latest_versions: unlessEmpty(view.latestVersions.map(modelVersion)),
    tags: unlessEmpty(view.tags),
    aliases: unlessEmpty(view.aliases.map(({ alias, version }) => ({ alias, version: String(version) }))),
  };
}

/** A version as the protocol writes it. It is ready as soon as it is there, for nothing is copied. */
export function modelVersion(view: MlflowVersionView): Message {
  return {
    name: view.model,
    version: String(view.number),
    creation_timestamp: millisOf(view.createdAt),
    last_updated_timestamp: millisOf(view.updatedAt),
    user_id: view.by,
    current_stage: view.stage,
    description: view.description,
    source: view.source,
    run_id: view.runId ?? "",
    status: "READY",
    run_link: view.runLink ?? "",
    model_id: view.loggedModelId ?? undefined,
    tags: unlessEmpty(view.tags),
    aliases: unlessEmpty(view.aliases),
  };
}

function millisOf(time: string): number {
  return new Date(time).getTime();
}

function unlessEmpty<T>(list: T[]): T[] | undefined {
  return list.length > 0 ? list : undefined;
}
