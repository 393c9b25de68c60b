import type { TrainingPlan } from "./train";

/** Two models by the same seed, so that only the patience differs: the second is worth moving `production` to. */
export const FIRST_PLAN: TrainingPlan = { seed: 1936, epochs: 8, hiddenUnits: 8, learningRate: 0.1 };
export const BETTER_PLAN: TrainingPlan = { ...FIRST_PLAN, epochs: 100 };
