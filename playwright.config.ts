import { defineConfig, devices } from "@playwright/test";
import { sessionOf } from "./tests/e2e/support/people";
import { CHROMIUM_ARGUMENTS, findChromium } from "./tests/support/chromium";

const isCi = process.env.CI === "true";
export default defineConfig({
  testDir: "tests/e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // It starts the built product itself, because it reads the sign-in link that the product prints.
  globalSetup: "./tests/e2e/support/global-setup.ts",
  fullyParallel: true,
  forbidOnly: isCi,
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: isCi
    ? [["line"], ["json", { outputFile: `.cache/reports/${process.env.E2E_REPORT ?? "e2e"}.json` }]]
    : [["line"]],
  use: {
    ...devices["Desktop Chrome"],
    launchOptions: { executablePath: findChromium() ?? undefined, args: CHROMIUM_ARGUMENTS },
    baseURL: process.env.MODELWIRE_E2E_URL,
    storageState: sessionOf("operator"),
    viewport: { width: 1440, height: 900 },
    screenshot: "only-on-failure",
    trace: "on-first-retry",
  },
});
