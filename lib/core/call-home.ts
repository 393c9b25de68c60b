import * as z from "zod";
import type { Id } from "./ids";
import { CALL_HOME_PURPOSES, type CallHomePurpose } from "./purpose";

/** How long the token of a workflow run lives: long enough for one step, and asked for again by the next. */
export const RUN_TOKEN_MINUTES = 15;

/** What a job sends: the identity token that GitHub gave it, and the delivery that started its run. */
export const exchangeRequest = z.strictObject({
  token: z.string().min(1).max(16_384),
  delivery: z.string().min(1).max(60),
  purpose: z
    .array(z.enum(CALL_HOME_PURPOSES))
    .min(1, "Name at least one purpose.")
    .max(CALL_HOME_PURPOSES.length)
    .default([...CALL_HOME_PURPOSES]),
});

export type ExchangeRequest = z.infer<typeof exchangeRequest>;

/** The one time that the token's text is told, and all that a job needs to use it. */
export type RunToken = {
  token: string;
  expiresAt: string;
  team: string;
  model: string;
  /** `v3`: the version that it is for, by the name that never moves. */
  version: string;
  versionId: Id<"version">;
  delivery: Id<"delivery">;
  purposes: CallHomePurpose[];
};
