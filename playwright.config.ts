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
  // What failed gets its second try in tests/support/run-flows.ts, on a server where its first has left nothing.
  retries: 0,
  workers: 2,
  // Patience costs nothing where a flow is well: two cores may be busy with something else for seconds.
  timeout: 90_000,
  expect: { timeout: 20_000 },
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
    // Of every flow it would cost a quarter of the suite's time. What is tried again, or `npx playwright test --trace on`, has it.
    trace: process.env.E2E_TRY === "2" ? "retain-on-failure" : "off",
  },
});
