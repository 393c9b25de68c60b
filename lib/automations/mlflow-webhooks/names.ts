import { type Id, idOf, isId } from "@/lib/core/ids";
import { type MlflowEventType, nameOfMlflowEvent } from "@/lib/core/mlflow-webhook";

/** MLflow's ids are bare UUIDs, and our clients' prefixes would only be in their way. */
export function mlflowIdOf(id: Id<"webhook">): string {
  return id.slice(id.indexOf("_") + 1);
}

/** Null for what can be the id of no webhook. */
export function webhookIdOf(mlflowId: string): Id<"webhook"> | null {
  const id = idOf("webhook", mlflowId);
  return isId("webhook", id) ? id : null;
}

/** What the site calls the automation that carries one event to the webhook. */
export function automationNameOf(webhook: string, type: MlflowEventType): string {
  return `${webhook}: ${nameOfMlflowEvent(type)} (MLflow)`;
}

/** The team's secret that keeps the signing secret of this webhook alone, and goes with it. */
export function secretNameOf(id: Id<"webhook">): string {
  return `MLFLOW_WEBHOOK_${id.slice(-12).toUpperCase()}`;
}
