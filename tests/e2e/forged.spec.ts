import { setTimeout as sleep } from "node:timers/promises";
import {
  type APIRequestContext,
  type APIResponse,
  request as browserless,
  expect,
  type Page,
  test,
} from "@playwright/test";
import { can, PERMISSIONS, type Permission } from "@/lib/core/access";
import { type Forgery, forgeries, type Known } from "./support/forgeries";
import { PEOPLE, sessionOf } from "./support/people";
import { sharedApi } from "./support/shared-server";

/** Rights that no form of the site needs: files arrive at a route of their own, the others are the API's alone. */
const WITHOUT_FORM: readonly Permission[] = ["artifact.write", "evaluation.write", "run.work"];

type Sent = { url: string; headers: Record<string, string>; body: Buffer | null };

test.describe("what an admin's page would send, sent by somebody else @long", () => {
  test.describe.configure({ mode: "serial" });

  for (const role of ["viewer", "member"] as const) {
    test(`is refused to a ${role} and changes nothing, for every right that the role lacks`, async ({
      browser,
      baseURL,
    }) => {
      test.slow();
      const known = await makeTargets(role);
      const lacking = forgeries(known).filter(({ permission }) => !can(role, permission));
      const rights = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) => !can(role, permission));
      const read: readonly Permission[] = ["secret.read", "github.read", "audit.read"];
      expect(new Set(lacking.map(({ permission }) => permission))).toEqual(
        new Set(rights.filter((right) => !WITHOUT_FORM.includes(right) && !read.includes(right))),
      );
      const admin = await browser.newContext({ storageState: sessionOf("operator"), javaScriptEnabled: false });
      const page = await admin.newPage();
      const person = await browserless.newContext({ baseURL, storageState: sessionOf(role), maxRedirects: 0 });

      for (const forgery of lacking) {
        const before = await deedsOf(role);
        await send(person, await whatIsSent(page, forgery));

        const deeds = (await deedsOf(role)).slice(0, -before.length || undefined);
        // Others act as the same person meanwhile, but nobody of this role may do this.
        const outcomes = deeds.filter(([action]) => action === forgery.action).map(([, outcome]) => outcome);
        expect(new Set(outcomes), `${forgery.action} at ${forgery.path}`).toEqual(new Set(["refused"]));
      }
      await admin.close();
      await person.dispose();
    });
  }

  test("is refused also as our own code sends it, and done for who may", async ({ browser, baseURL }) => {
    const known = await makeTargets("script");
    const admin = await browser.newContext({ storageState: sessionOf("operator") });
    const page = await admin.newPage();
    const [redeliver] = forgeries(known).filter(({ action }) => action === "delivery.redelivered");
    const sent = await whatIsSent(page, redeliver as Forgery);
    expect(sent.headers["next-action"]).toMatch(/^[0-9a-f]{40,}$/);
    const answers = [];
    for (const role of ["viewer", "member"] as const) {
      const person = await browserless.newContext({ baseURL, storageState: sessionOf(role), maxRedirects: 0 });
      answers.push(await (await send(person, sent)).text());
      await person.dispose();
    }
    await admin.close();

    expect(answers[0]).toContain("Only members and admins may redeliver and cancel deliveries.");
    expect(answers[1]).toContain("It is sent again now, under the same delivery id.");
  });

  test("is refused to a stranger, who is not told that there is anything", async ({ browser, baseURL }) => {
    const known = await makeTargets("stranger");
    const admin = await browser.newContext({ storageState: sessionOf("operator"), javaScriptEnabled: false });
    const page = await admin.newPage();
    for (const storageState of [sessionOf("stranger"), { cookies: [], origins: [] }]) {
      const person = await browserless.newContext({ baseURL, storageState, maxRedirects: 0 });
      for (const forgery of forgeries(known)) {
        const answer = await send(person, await whatIsSent(page, forgery));
        expect([303, 307, 404], `${forgery.action}`).toContain(answer.status());
        expect(await answer.text()).not.toContain("evaluate-candidate");
      }
      await person.dispose();
    }
    await admin.close();

    const { items } = (await sharedApi().get("/models?name=e2e-forged-model")) as { items: unknown[] };
    expect(items).toEqual([]);
    expect(await sharedApi().get(`/models/${known.model}-end`)).toMatchObject({ versionCount: 0 });
    expect(await sharedApi().get(`/models/${known.model}`)).toMatchObject({ versionCount: 2 });
  });
});

/** A model of one test's own with what can be forged about it. None of it may be gone or moved at the end. */
async function makeTargets(who: string): Promise<Known> {
  const api = sharedApi();
  const model = `e2e-forged-${who}`;
  await api.post("/models", { name: model });
  await api.post("/models", { name: `${model}-end` });
  await api.put(`/models/${model}/tags/kept`, {});
  const { url } = (await api.get("/webhooks/serving-deploy")) as { url: string };
  await api.post("/webhooks", { name: model, url });
  await api.post(`/models/${model}/versions`, { source: { uri: "s3://acme/0" }, aliases: ["staging", "production"] });
  const action = { type: "webhook", webhook: "serving-deploy" };
  const made = await api.post("/automations", { name: model, model, eventType: "LINK_ARTIFACT", action });
  await api.post(`/models/${model}/versions`, { source: { uri: "s3://acme/1" } });
  const list = () => api.get(`/deliveries?automation=${model}`) as Promise<{ items: { id: string; state: string }[] }>;
  await expect.poll(async () => (await list()).items.map(({ state }) => state)).toEqual(["delivered"]);
  const [delivery] = (await list()).items;
  await api.post("/queues", { name: model, resource: "process" });
  await api.post("/jobs", { name: model, source: { type: "command", command: ["true"] } });
  const { number } = await api.post("/runs", { job: model, queue: model });
  return { model, automation: String(made.id), delivery: delivery?.id ?? "", run: String(number) };
}

/** Fills in the form on an admin's page, presses its button, and keeps what the browser would have sent: it goes nowhere. */
async function whatIsSent(page: Page, { path, press, fill = {} }: Forgery): Promise<Sent> {
  await page.goto(path);
  for (const [label, value] of Object.entries(fill)) {
    await page.getByLabel(new RegExp(`^${label}(\\s*optional)?$`)).fill(value);
  }
  const sent = new Promise<Sent>((resolve) => {
    void page.route("**/*", async (route) => {
      const request = route.request();
      if (request.method() !== "POST") {
        await route.fallback();
        return;
      }
      resolve({ url: request.url(), headers: await request.allHeaders(), body: request.postDataBuffer() });
      await route.abort();
    });
  });
  await page.getByRole("button", { name: press }).first().click({ noWaitAfter: true, timeout: 5_000 });
  const request = await Promise.race([sent, sleep(5_000, null)]);
  await page.unrouteAll();
  if (!request?.body) {
    throw new Error(`Nothing was sent from ${path}.`);
  }
  return request;
}

/** The same request, with the cookies of somebody else. */
function send(person: APIRequestContext, { url, headers, body }: Sent): Promise<APIResponse> {
  const kept = ["content-type", "accept", "next-action", "next-router-state-tree"].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  return person.post(url, {
    headers: { ...Object.fromEntries(kept), origin: new URL(url).origin },
    data: body ?? Buffer.alloc(0),
  });
}

/** What somebody has done and tried, newest first, as the audit log has it. */
async function deedsOf(person: keyof typeof PEOPLE): Promise<string[][]> {
  const page = (await sharedApi().get(`/audit?actor=${PEOPLE[person]}&limit=200`)) as { items: Deed[] };
  return page.items.map(({ action, outcome }) => [action, outcome]);
}

type Deed = { action: string; outcome: string };
