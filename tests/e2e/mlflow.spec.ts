import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/page-checks";
import { EMPTY_TEAM, TEAM } from "./support/seed";

test("the address and the token that the page shows are all that an MLflow client needs", async ({ page, request }) => {
  await page.goto(`/${TEAM}/settings/mlflow`);
  await page.getByRole("button", { name: "Create a token" }).click();
  const lines = page.getByRole("region", { name: "The two lines to set" });
  await expect(lines).toContainText(/MLFLOW_TRACKING_TOKEN=mw_\w{20,}/);
  await expectAccessible(page);

  const { uri = "", token = "" } =
    /URI=(?<uri>\S+)\s.*TOKEN=(?<token>\S+)/s.exec(await lines.innerText())?.groups ?? {};
  const address = `${uri}/api/2.0/mlflow/registered-models`;
  const made = await request.post(`${address}/create`, {
    headers: { authorization: `Bearer ${token}` },
    data: { name: "from-mlflow" },
  });
  const credentials = await page.getByRole("region", { name: "The line beside another token" }).innerText();
  const withToken = new URL(/URI=(\S+)/.exec(credentials)?.[1] ?? "");
  const read = await request.get(`${address}/get?name=from-mlflow`, {
    headers: { authorization: `Basic ${btoa(`${withToken.username}:${withToken.password}`)}` },
  });

  expect(made.status()).toBe(200);
  expect(await read.json()).toMatchObject({ registered_model: { name: "from-mlflow" } });
  await page.goto(`/${TEAM}/models/from-mlflow`);
  await expect(page.getByRole("heading", { level: 1, name: "from-mlflow" })).toBeVisible();
});

test("a team without models is offered MLflow's two lines, also before JavaScript", async ({ browser }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`/${EMPTY_TEAM}/models?with=mlflow`);

  const commands = page.getByRole("region", { name: "Commands for MLflow" });
  await expect(commands).toContainText(`/mlflow/${EMPTY_TEAM}`);
  await expect(commands).toContainText("export MLFLOW_TRACKING_TOKEN=…");
  await context.close();
});
