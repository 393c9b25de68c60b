import { mkdirSync, writeFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse, { desktopConfig, type Flags } from "lighthouse";
import { buildIfStale, startServer } from "../e2e/support/server";
import { CHROMIUM_ARGUMENTS, requireChromium } from "../support/chromium";
import { startReceiver } from "../support/receiver";
import { BIG_MODEL, DELIVERIES, MODELS, seedLargeTeam, TEAM } from "./seed";

const CATEGORIES = ["performance", "accessibility", "best-practices"] as const;
type Category = (typeof CATEGORIES)[number];

const SCORE_MIN = 95;
const RUNS = 3;
const REPORT = ".cache/reports/lighthouse.json";

const PAGES = [
  { name: "models", path: `/${TEAM}/models` },
  { name: "model", path: `/${TEAM}/models/${BIG_MODEL}` },
  { name: "automations", path: `/${TEAM}/automations` },
] as const;
const SCREENS = ["desktop", "mobile"] as const;

type Measured = { scores: Record<Category, number>; scriptBytes: number; failed: string[] };
type Row = Measured & { page: string; screen: (typeof SCREENS)[number] };

/**
 * `npm run test:lighthouse`: measures the built product on a team of 200 models and 5,000 deliveries, signed in, and ends
 * with 1 when the median of a page is below 95. `-- --runs 1` is quicker, and less sure.
 */
async function main(): Promise<number> {
  const runs = process.argv.includes("--runs") ? Number(process.argv[process.argv.indexOf("--runs") + 1]) : RUNS;
  await buildIfStale();
  const receiver = await startReceiver();
  const server = await startServer({ team: TEAM, egress: [receiver.origin] });
  try {
    say(`Making ${MODELS} models and ${DELIVERIES} deliveries.`);
    await seedLargeTeam(server, receiver.origin);
    const cookie = `modelwire_session=${await server.signIn()}`;
    const rows: Row[] = [];
    for (const { name, path } of PAGES) {
      for (const screen of SCREENS) {
        const row = { page: name, screen, ...(await measure(server.url + path, { screen, cookie, runs })) };
        rows.push(row);
        tell(row);
      }
    }
    mkdirSync(".cache/reports", { recursive: true });
    writeFileSync(REPORT, JSON.stringify({ runs, rows }, null, 2));
    const low = rows.filter(({ scores }) => CATEGORIES.some((category) => scores[category] < SCORE_MIN));
    say(
      low.length === 0
        ? `All are ${SCORE_MIN} or more.`
        : `${low.length} of ${rows.length} have a score below ${SCORE_MIN}.`,
    );
    return low.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
    await receiver.close();
  }
}

type MeasureOptions = { screen: (typeof SCREENS)[number]; cookie: string; runs: number };

async function measure(url: string, { screen, cookie, runs }: MeasureOptions): Promise<Measured> {
  const measured: Measured[] = [];
  for (let run = 0; run < runs; run += 1) {
    measured.push(await measureOnce(url, screen, cookie));
  }
  const median = (category: Category) => {
    const scores = measured.map(({ scores }) => scores[category]).sort((one, other) => one - other);
    return scores[Math.floor(scores.length / 2)] ?? 0;
  };
  return {
    scores: {
      performance: median("performance"),
      accessibility: median("accessibility"),
      "best-practices": median("best-practices"),
    },
    scriptBytes: Math.max(...measured.map(({ scriptBytes }) => scriptBytes)),
    failed: [...new Set(measured.flatMap(({ failed }) => failed))],
  };
}

/** A browser of its own each time: nothing is warm. */
async function measureOnce(url: string, screen: MeasureOptions["screen"], cookie: string): Promise<Measured> {
  const chrome = await launch({
    chromePath: requireChromium(),
    chromeFlags: ["--headless=new", ...CHROMIUM_ARGUMENTS],
  });
  try {
    const flags: Flags = {
      port: chrome.port,
      output: "json",
      logLevel: "error",
      onlyCategories: [...CATEGORIES],
      extraHeaders: { Cookie: cookie },
    };
    const result = await lighthouse(url, flags, screen === "desktop" ? desktopConfig : undefined);
    if (!result || result.lhr.runtimeError) {
      throw new Error(`Lighthouse could not measure ${url}: ${result?.lhr.runtimeError?.message ?? "no result"}`);
    }
    return readResult(result.lhr);
  } finally {
    chrome.kill();
  }
}

type LighthouseResult = NonNullable<Awaited<ReturnType<typeof lighthouse>>>["lhr"];

function readResult({ categories, audits }: LighthouseResult): Measured {
  const scoreOf = (category: Category) => Math.round((categories[category]?.score ?? 0) * 100);
  const requests = (audits["network-requests"]?.details ?? { items: [] }) as {
    items: { resourceType?: string; transferSize?: number }[];
  };
  return {
    scores: {
      performance: scoreOf("performance"),
      accessibility: scoreOf("accessibility"),
      "best-practices": scoreOf("best-practices"),
    },
    scriptBytes: requests.items
      .filter(({ resourceType }) => resourceType === "Script")
      .reduce((sum, { transferSize = 0 }) => sum + transferSize, 0),
    failed: CATEGORIES.flatMap((category) => categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
      .map(({ id }) => `${id}: ${audits[id]?.displayValue ?? audits[id]?.title}`),
  };
}

function tell({ page, screen, scores, scriptBytes, failed }: Row): void {
  const figures = CATEGORIES.map((category) => `${category} ${scores[category]}`).join(", ");
  say(`${page}, ${screen}: ${figures}; ${Math.round(scriptBytes / 1024)} KB of scripts`);
  for (const line of failed) {
    say(`    ${line}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

process.exitCode = await main();
