import { chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CHROMIUM_ARGUMENTS, requireChromium } from "../support/chromium";
import { type Served, serve } from "./serve";
import { openTestApi, type TestApi } from "./test-api";

let api: TestApi;
let server: Served;

beforeAll(async () => {
  api = await openTestApi("embedded");
  server = await serve(api.fetch);
});
afterAll(async () => {
  await server.close();
  await api.close();
});

describe("the reference", () => {
  test("is served without a token, as is the document", async () => {
    const page = await fetch(`${server.url}/api/v1/docs`);
    const document = await fetch(`${server.url}/api/v1/openapi.json`);

    expect(page.headers.get("content-type")).toContain("text/html");
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    expect(await document.json()).toMatchObject({ openapi: "3.1.0", info: { title: "Modelwire" } });
  });

  test("brings its own script, compressed, and not again to who has it", async () => {
    const address = `${server.url}/api/v1/docs/reference.js`;
    const script = await fetch(address);
    const etag = script.headers.get("etag") ?? "";

    expect(script.headers.get("content-encoding")).toBe("gzip");
    expect((await script.text()).length).toBeGreaterThan(1_000_000);
    expect((await fetch(address, { headers: { "if-none-match": etag } })).status).toBe(304);
  });

  test("shows the operations in a browser, asking nobody but this server", async () => {
    const browser = await chromium.launch({ executablePath: requireChromium(), args: CHROMIUM_ARGUMENTS });
    try {
      const page = await browser.newPage();
      const asked: string[] = [];
      const complaints: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).origin));
      page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
      page.on("pageerror", (error) => complaints.push(error.message));

      await page.goto(`${server.url}/api/v1/docs`);
      await page.getByRole("heading", { name: "Modelwire", exact: true }).first().waitFor({ timeout: 90_000 });
      await page.getByText("Create a model", { exact: true }).first().waitFor();

      expect(new Set(asked)).toEqual(new Set([server.url]));
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  }, 120_000);
});
