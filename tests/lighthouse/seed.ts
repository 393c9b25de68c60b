import { type Api, apiOf } from "../e2e/support/api";
import type { TestServer } from "../e2e/support/server";

export const TEAM = "acme-ml";
export const BIG_MODEL = "churn-classifier";
export const MODELS = 200;
export const DELIVERIES = 5_000;

const AUTOMATIONS = 10;
const BIG_MODEL_VERSIONS = 60;
/** Each move of `staging` makes one delivery for each automation. */
const MOVES = DELIVERIES / AUTOMATIONS;
/** Calls at once: more would only wait for the one embedded database. */
const AT_ONCE = 8;

/** A team as large as the promise says: 200 models and 5,000 deliveries, made through the public API. */
export async function seedLargeTeam(server: TestServer, receiver: string): Promise<void> {
  const api = apiOf(server.url, TEAM, server.token);
  await api.put("/protected-aliases/production", {});
  await api.post("/webhooks", { name: "serving", url: `${receiver}/deploy` });
  for (let place = 0; place < AUTOMATIONS; place += 1) {
    await api.post("/automations", {
      name: `deploy-region-${place}`,
      eventType: "ADD_ARTIFACT_ALIAS",
      filter: { alias: { equals: "staging" } },
      action: { type: "webhook", webhook: "serving" },
    });
  }

  await makeBigModel(api);
  await inParallel(MODELS - 1, async (place) => {
    const name = `model-${String(place).padStart(3, "0")}`;
    await api.post("/models", { name, description: `The model of squad ${place % 20}.` });
    await api.post(`/models/${name}/versions`, {
      source: { uri: `s3://acme/${name}/0`, metadata: { auc: 0.8 + place / 2000 } },
      aliases: place % 3 === 0 ? ["production"] : [],
    });
  });
  await inParallel(MOVES, (move) =>
    api.put(`/models/model-${String(move % (MODELS - 1)).padStart(3, "0")}/aliases/staging`, { version: "v0" }).then(
      // Where it stands already nothing happens: it goes away first.
      () => api.delete(`/models/model-${String(move % (MODELS - 1)).padStart(3, "0")}/aliases/staging`),
    ),
  );
  await untilDelivered(api);
}

async function makeBigModel(api: Api): Promise<void> {
  const path = `/models/${BIG_MODEL}`;
  await api.post("/models", {
    name: BIG_MODEL,
    description: "Monthly churn probability per account. LightGBM on 214 features, retrained weekly.",
    card: "**Use.** Ranks accounts for the weekly retention list.\n\n**Data.** 26 months of billing and product events.",
  });
  for (let place = 0; place < BIG_MODEL_VERSIONS; place += 1) {
    await api.post(`${path}/versions`, {
      source: { uri: `s3://acme/churn/${place}`, metadata: { framework: "lightgbm" } },
    });
    await api.post(`${path}/versions/v${place}/evaluations`, {
      name: "holdout",
      metrics: { auc: 0.85 + place / 1000, latency_p95_ms: 70 - place / 2 },
      checks: { schema: true },
    });
  }
  await api.put(`${path}/aliases/production`, { version: `v${BIG_MODEL_VERSIONS - 2}` });
  await api.put(`${path}/aliases/champion`, { version: `v${BIG_MODEL_VERSIONS - 5}` });
}

async function untilDelivered(api: Api): Promise<void> {
  for (const state of ["pending", "sending", "retrying"]) {
    for (;;) {
      const { items } = await api.get(`/deliveries?limit=1&state=${state}`);
      if (Array.isArray(items) && items.length === 0) {
        break;
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

async function inParallel(count: number, make: (place: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < count) {
        const place = next;
        next += 1;
        await make(place);
      }
    }),
  );
}
