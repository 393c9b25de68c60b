/** One metric over a model's newest versions, oldest first: those that have it. */
export type ModelTrend = { metric: string; points: { version: number; value: number }[] };
