import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Id } from "@/lib/core/ids";
import { attempts, openDeliveries } from "@/lib/db/schema";
import { createIdentityVerifier } from "@/lib/github/identity-token";
import { systemClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/id";
import type { DatabaseKind } from "../support/database";
import { addInstallation } from "../support/github-team";
import { AUDIENCE, type Claims, REPOSITORY, startTokenIssuer, type TokenIssuer } from "../support/token-issuer";
import { type Answer, openTestApi, type TestApi } from "./test-api";

/** A team whose GitHub App covers `acme/train` and `acme/deploy`, with an API that believes an issuer of our own. */
export type CallHomeStage = {
  api: TestApi;
  issuer: TokenIssuer;
  installationId: Id<"installation">;
  /** A version of a new model, and the delivery of a dispatch that its alias set off. */
  delivered(
    model: string,
    dispatch?: object,
  ): Promise<{ delivery: Id<"delivery">; version: string; versionId: Id<"version"> }>;
  exchange(delivery: string, claims?: Claims, purpose?: string[]): Promise<Answer>;
  send(body: unknown): Promise<Answer>;
  close(): Promise<void>;
};

export const DEPLOY = { id: 502, name: "acme/deploy" } as const;
const BYTES = Buffer.from("weights");

export async function openCallHomeStage(kind: DatabaseKind): Promise<CallHomeStage> {
  const issuer = await startTokenIssuer();
  const verifyIdentity = createIdentityVerifier({ issuer: issuer.url, audience: AUDIENCE, clock: systemClock });
  const api = await openTestApi(kind, { verifyIdentity });
  const installationId = await addInstallation(api.database.db, await api.team.scope("admin"), {
    installationId: 1,
    accountId: REPOSITORY.ownerId,
    repositories: [{ id: REPOSITORY.id, name: REPOSITORY.name }, DEPLOY],
  });

  const send = (body: unknown) => api.call("POST", "//oidc/exchange", { token: null, body });
  return {
    api,
    issuer,
    installationId,
    send,
    delivered: (model, wish = {}) => deliver(api, model, wish),
    exchange: async (delivery, claims = {}, purpose) =>
      send({ token: await issuer.sign(claims), delivery, ...(purpose ? { purpose } : {}) }),
    async close() {
      await api.close();
      await issuer.close();
    },
  };
}

const EVALUATE = { kind: "repository", eventType: "evaluate" };

type DeliveryWish = {
  dispatch?: object;
  hasFile?: boolean;
  repository?: string;
  /** The default one of its kind of dispatch, unless given. */
  payload?: object;
};

/** A version of a new model, and the delivery of a dispatch that its alias set off: as if GitHub had taken it. */
export async function deliver(
  api: TestApi,
  model: string,
  { dispatch = EVALUATE, hasFile = false, repository = REPOSITORY.name, payload }: DeliveryWish,
) {
  await good(api.call("POST", "/models", { body: { name: model } }));
  const path = encodeURIComponent(model);
  const version = await good(
    api.call("POST", `/models/${path}/versions`, {
      body: { source: hasFile ? { artifactId: await logArtifact(api, model) } : { uri: `s3://models/${model}` } },
    }),
  );
  await good(
    api.call("POST", "/automations", {
      body: {
        name: `evaluate ${model}`,
        model,
        eventType: "ADD_ARTIFACT_ALIAS",
        action: { type: "github", repository, dispatch, ...(payload && { payload }) },
      },
    }),
  );
  await good(api.call("PUT", `/models/${path}/aliases/candidate`, { body: { version: `v${version.number}` } }));
  const [made] = (await good(api.call("GET", `/deliveries?model=${path}`))).items;
  await markSent(api, made.id);
  return { delivery: made.id as Id<"delivery">, version: `v${version.number}`, versionId: version.id as Id<"version"> };
}

/** Stores what a worker would have: GitHub took the dispatch, so many hours ago. */
export async function markSent(api: TestApi, delivery: Id<"delivery">, hoursAgo = 0): Promise<void> {
  const { db } = api.database;
  await db.delete(openDeliveries).where(eq(openDeliveries.deliveryId, delivery));
  await db.insert(attempts).values({
    id: newId("attempt"),
    deliveryId: delivery,
    number: 1,
    code: "delivered",
    status: 204,
    startedAt: sql`now() - make_interval(hours => ${hoursAgo}::int)` as unknown as Date, // By the database's clock.
    durationMs: 5,
  });
}

async function logArtifact(api: TestApi, model: string): Promise<string> {
  const bytes = Buffer.concat([BYTES, Buffer.from(model)]);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const files = [{ path: "weights.bin", sizeBytes: bytes.length, sha256 }];
  const draft = await good(api.call("POST", "/artifacts", { body: { project: "p", name: model, files } }));
  await good(
    api.call("PUT", `/artifacts/uploads/${draft.uploads[0].id}/parts/1`, {
      raw: bytes,
      headers: { "content-type": "application/octet-stream" },
    }),
  );
  return (await good(api.call("POST", `/artifacts/${draft.artifact.id}/commit`))).id;
}

async function good(call: Promise<Answer>) {
  const { status, body } = await call;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body;
}
