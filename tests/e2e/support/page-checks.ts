import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Collects what the browser complains about: a script that the policy stops, a failed hydration, a missing file. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") {
      complaints.push(message.text());
    }
  });
  return complaints;
}

export async function expectAccessible(page: Page): Promise<void> {
  await untilStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();

  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  expect(found).toEqual([]);
}

/** What is half-way faded in has too little contrast for a moment: a toast, say. What moves for ever is not waited for. */
async function untilStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    const longEnough = new Promise((resolve) => setTimeout(resolve, 2_000)); // One that is paused never ends.
    await Promise.race([Promise.allSettled(passing.map(({ finished }) => finished)), longEnough]);
  });
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
}

/** Nothing that was given as text has run. */
export async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
}
