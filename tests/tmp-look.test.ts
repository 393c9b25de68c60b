import { eq } from "drizzle-orm";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { teams } from "@/lib/db/schema";
import { automations, githubRuns, runReports } from "@/lib/db/schema";
import { contextless, grant } from "@/lib/auth/grant";
import { freshPostgresDatabase } from "./support/postgres-database";
import { openTestDatabase } from "./support/database";
import { addInstallation } from "./support/github-team";
import { startServer } from "./e2e/support/server";
import { requireChromium } from "./support/chromium";
import { newId } from "@/lib/platform/id";
import { createModel } from "@/lib/registry/models/commands";
import { linkVersion } from "@/lib/registry/versions/commands";
import { must } from "./support/must";
import { followRun, followJob } from "@/lib/deliveries/follow-run";
import { listDeliveries } from "@/lib/deliveries/queries";
import { toldRun } from "./support/github-stage";
import { setTimeout as wait } from "node:timers/promises";

test("look", async () => {
  const database = await openTestDatabase("postgres");
  const server = await startServer({ team: "acme", egress: [], env: { DATABASE_URL: database.place } });
  const { db } = database;
  const [team] = await db.select({ id: teams.id, name: teams.name }).from(teams).where(eq(teams.name, "acme"));
  if (!team) throw new Error("no team");
  const scope = grant({ team, actor: { kind: "system", id: null, name: "x" }, role: "admin", models: "all" }, contextless());
  const installationId = await addInstallation(db, scope, { installationId: 1, repositories: [{ id: 1, name: "acme/serving" }] });
  for (const [name, workflow] of [["deploy-production", "deploy.yml"], ["evaluate-candidate", "evaluate.yml"], ["stage", "stage.yml"]] as const) {
    const id = newId("automation");
    await db.insert(automations).values({ id, teamId: scope.teamId, name, eventType: "LINK_ARTIFACT", filter: { alias: null, tag: null, conditions: [] }, actionType: "github",
      action: { type: "github", installationId, repositoryId: 1, repository: "acme/serving", dispatch: { kind: "workflow", workflow, ref: null }, payload: {}, deployment: { environment: "production" }, reportsCheck: true }, installationId, secretNames: [], createdBy: "test" });
  }
  must(await createModel(db, scope, { name: "churn", description: "", card: "" }));
  must(await linkVersion(db, scope, { model: "churn", source: { uri: "s3://b/c", metadata: {} }, aliases: ["production"], description: "" }));
  await wait(3000);
  const all = must(await listDeliveries(db, scope, { limit: 10 })).items;
  let runId = 7_183_402_211;
  const states = [{ state: "failed", conclusion: "failure" }, { state: "running", conclusion: null }, { state: "succeeded", conclusion: "success" }] as const;
  const { openDeliveries } = await import("@/lib/db/schema");
  await db.delete(openDeliveries);
  for (const [place, delivery] of all.entries()) {
    runId += 1;
    const ref = { teamId: scope.teamId, repositoryId: 1, runId };
    const s = states[place % 3] ?? states[0];
    if (s.state === "failed") await followJob(db, { ...ref, job: { name: "canary", url: "https://github.com/acme/serving/actions/runs/1/job/2", attempt: 2, failedAt: new Date(), workflow: "x" } });
    await followRun(db, { ...ref, mayGuess: false, told: { ...toldRun(), ...s, attempt: s.state === "failed" ? 2 : 1, title: delivery.id, workflow: delivery.automation.name.includes("eval") ? "evaluate.yml" : "deploy.yml", url: `https://github.com/acme/serving/actions/runs/${runId}`, startedAt: new Date(Date.now() - 108_000), finishedAt: s.state === "running" ? null : new Date() } });
  }
  await wait(2500);
  const browser = await chromium.launch({ executablePath: requireChromium(), args: ["--no-sandbox"] });
  const visitor = await server.signIn();
  for (const [width, scheme] of [[1440, "light"], [390, "dark"]] as const) {
    const ctx = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme, storageState: visitor.storageState() as never });
    const p = await ctx.newPage();
    const failed = all[0];
    for (const [name, path] of [["models", "/acme/models"], ["version", "/acme/models/churn/versions/v0"], ["deliveries", "/acme/deliveries"], ["delivery", `/acme/deliveries/${failed?.id}`], ["failed", "/acme/deliveries?run=failed"], ["model", "/acme/models/churn"]] as const) {
      const answer = await p.goto(server.url + path);
      console.log(name, answer?.status(), p.url());
      await p.screenshot({ path: `/tmp/look-${name}-${width}.png`, fullPage: width === 390 });
    }
  }
  await browser.close();
  await server.stop();
  await database.close();
  expect(all.length).toBe(3);
}, 300_000);
