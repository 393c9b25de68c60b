import { randomUUID } from "node:crypto";
import { good } from "../rest/good";
import { type FunctionServer, TEAM } from "./function-server";

const inTeam = { path: { team: TEAM } };

export type Stage = {
  model: string;
  webhook: string;
  /** Moves an alias of its own name: one event, one delivery. */
  promote(alias?: string): Promise<void>;
};

type Wish = { path: string; receiver: string; retrySchedule?: number[]; maxPerSecond?: number };

/** A model with one version, and an automation that posts every alias of it to a path of the receiver. */
export async function setStage({ api }: FunctionServer, { path, receiver, ...limits }: Wish): Promise<Stage> {
  const name = `stage-${randomUUID().slice(-12)}`;
  const ofModel = { path: { team: TEAM, model: name } };
  good(await api.POST("/teams/{team}/models", { params: inTeam, body: { name } }));
  good(
    await api.POST("/teams/{team}/models/{model}/versions", {
      params: ofModel,
      body: { source: { uri: `s3://elsewhere/${name}` } },
    }),
  );
  good(
    await api.POST("/teams/{team}/webhooks", {
      params: inTeam,
      body: { name, url: `${receiver}${path}`, ...limits },
    }),
  );
  good(
    await api.POST("/teams/{team}/automations", {
      params: inTeam,
      body: {
        name,
        model: name,
        eventType: "ADD_ARTIFACT_ALIAS",
        action: {
          type: "webhook",
          webhook: name,
          payload: { alias: "${alias}", model: "${artifact_collection_name}" },
        },
      },
    }),
  );

  return {
    model: name,
    webhook: name,
    async promote(alias = `alias-${randomUUID().slice(-12)}`) {
      good(
        await api.PUT("/teams/{team}/models/{model}/aliases/{alias}", {
          params: { path: { ...ofModel.path, alias } },
          body: { version: "v0" },
        }),
      );
    },
  };
}

/** The states of what a model's events set off, as the API tells them. */
export async function statesOf({ api }: FunctionServer, { model }: Stage): Promise<string[]> {
  const page = good(await api.GET("/teams/{team}/deliveries", { params: { ...inTeam, query: { model, limit: 200 } } }));
  return page.items.map(({ state }) => state);
}
