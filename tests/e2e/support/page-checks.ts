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
  let found = await judge(page);
  if (found.some((fault) => fault.startsWith("color-contrast"))) {
    found = await judge(page); // A toast may have begun to fade while it was judged; a fault of the page stays one.
  }
  expect(found).toEqual([]);
}

async function judge(page: Page): Promise<string[]> {
  await untilStill(page);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
}

/** A toast that is half-way faded in or out has too little contrast for a moment. */
async function untilStill(page: Page): Promise<void> {
  const shown = page.locator("[data-sonner-toast]:not([data-visible=false])");
  await expect
    .poll(() => shown.evaluateAll((toasts) => toasts.every((toast) => getComputedStyle(toast).opacity === "1")))
    .toBe(true);
}

export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(tooWide).toBeLessThanOrEqual(0);
}

/** Nothing that was given as text has run. */
export async function expectNothingRan(page: Page): Promise<void> {
  expect(await page.evaluate(() => "hacked" in window)).toBe(false);
}
