import "server-only";
import { countAutomationsOfModels } from "@/lib/automations/counts";
import type { TeamScope } from "@/lib/core/actor";
import type { EventView } from "@/lib/core/event";
import type { Id } from "@/lib/core/ids";
import type { ModelTrend } from "@/lib/core/model-trend";
import type { OutcomeView } from "@/lib/core/outcome";
import type { ModelSummary } from "@/lib/core/registry";
import { lastOutcomesOfModels } from "@/lib/deliveries/outcomes";
import { latestEventsOfModels } from "@/lib/events/latest";
import { trendsOfModels } from "@/lib/registry/models/trends";

/** A model as its row shows it. */
export type ModelLine = {
  model: ModelSummary;
  trend: ModelTrend | undefined;
  automationCount: number;
  outcome: OutcomeView | undefined;
  /** What happened to it last. */
  event: EventView | undefined;
};

type Pool = Parameters<typeof trendsOfModels>[0];

/** What a page of models shows besides what they are: one query each, however many models. */
export async function readModelLines(
  db: Pool,
  scope: TeamScope,
  models: readonly ModelSummary[],
): Promise<ModelLine[]> {
  const ids: readonly Id<"model">[] = models.map(({ id }) => id);
  const [trends, counts, outcomes, events] = await Promise.all([
    trendsOfModels(db, scope, ids),
    countAutomationsOfModels(db, scope, ids),
    lastOutcomesOfModels(db, scope, ids),
    latestEventsOfModels(db, scope, ids),
  ]);
  return models.map((model) => ({
    model,
    trend: trends.get(model.id),
    automationCount: counts.get(model.id) ?? 0,
    outcome: outcomes.get(model.id),
    event: events.get(model.id),
  }));
}
