import { afterAll, beforeAll, expect, test } from "vitest";
import { offerOperatorLink, signInByLink } from "@/lib/auth/operator-link";
import { openDatabase } from "@/lib/db/client";
import { good } from "../rest/good";
import { must } from "../support/must";
import { type FunctionServer, openSurroundings, type Surroundings, TEAM, TOKEN } from "./function-server";
import { setStage, statesOf } from "./stage";

let surroundings: Surroundings;
let server: FunctionServer;

beforeAll(async () => {
  surroundings = await openSurroundings();
  server = await surroundings.startServer();
}, 300_000);
afterAll(() => surroundings?.close());

/** The cookie of the operator, as the printed link gives it where there is one. */
async function signIn(): Promise<string> {
  const database = await openDatabase({ kind: "postgres", url: surroundings.directUrl, poolMax: 1 });
  const key = await offerOperatorLink(database.db, { isSoleOwner: false });
  const text = await signInByLink(database.db, key, { device: "", days: 1 });
  await database.close();
  return `modelwire_session=${must(text)}`;
}

/** Sends a page's form as a browser without scripts does. */
async function submit(page: string, label: string, cookie: string): Promise<Response> {
  const html = await (await fetch(page, { headers: { cookie } })).text();
  const form = new RegExp(`<form[^>]*aria-label="${label}[^"]*"[^>]*>(.*?)</form>`, "s").exec(html)?.[1] ?? "";
  const fields = new FormData();
  for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
    fields.append(attribute(input, "name"), attribute(input, "value"));
  }
  return fetch(page, { method: "POST", headers: { cookie, origin: new URL(page).origin }, body: fields });
}

function attribute(tag: string, name: string): string {
  return (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}

test("what a form of the site sets off is delivered at once, with nobody calling", async () => {
  const { receiver } = surroundings;
  const staged = await setStage(server, { path: "/form", receiver: receiver.origin });
  await staged.promote();
  await expect.poll(() => statesOf(server, staged), { timeout: 10_000 }).toEqual(["delivered"]);
  const page = good(await server.api.GET("/teams/{team}/deliveries", { params: { path: { team: TEAM } } }));

  const answer = await submit(`${server.url}/${TEAM}/deliveries/${page.items[0]?.id}`, "Redeliver", await signIn());

  expect(answer.status).toBe(200);
  await expect.poll(() => receiver.requests.length, { timeout: 2_000, interval: 20 }).toBe(2);
  expect(receiver.requests[1]?.headers["webhook-id"]).toBe(receiver.requests[0]?.headers["webhook-id"]);
});

test("what MLflow's client changes is delivered at once too, at the team's address and at the plain one", async () => {
  const staged = await setStage(server, { path: "/mlflow", receiver: surroundings.receiver.origin });
  const ask = (method: string, path: string, fields: object) =>
    fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`token:${TOKEN}`).toString("base64")}` },
      body: JSON.stringify({ name: staged.model, alias: "production", ...fields }),
    });

  const put = await ask("POST", `/mlflow/${TEAM}/api/2.0/mlflow/registered-models/alias`, { version: "0" });
  await expect.poll(() => statesOf(server, staged), { timeout: 10_000 }).toEqual(["delivered"]);
  const taken = await ask("DELETE", "/api/2.0/mlflow/registered-models/alias", {});
  const again = await fetch(`${server.url}/api/2.0/mlflow/registered-models/get?name=${staged.model}`, {
    headers: { authorization: `Bearer ${TOKEN}` },
  });
  const tracking = await fetch(`${server.url}/mlflow/${TEAM}/api/2.0/mlflow/runs/create`, { method: "POST" });

  expect([put.status, taken.status]).toEqual([200, 200]);
  expect((await again.json()).registered_model.aliases).toBeUndefined();
  expect([tracking.status, (await tracking.json()).error_code]).toEqual([404, "ENDPOINT_NOT_FOUND"]);
});
