import { statSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";

export const PICTURES_FOLDER = join("docs", "images");
export const PICTURE_SIZE = { width: 1440, height: 900 };

const BYTES_MAX = 256 * 1024;

/** Takes what the page shows once it stands still, and says where it lies. A picture too large for a README is a fault. */
export async function takePicture(page: Page, name: string): Promise<string> {
  const file = join(PICTURES_FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  const { size } = statSync(file);
  if (size > BYTES_MAX) {
    throw new Error(`${file} has ${size} bytes, and ${BYTES_MAX} are allowed.`);
  }
  return `${file}  ${Math.round(size / 1024)} KB`;
}

/** What loads by itself once the page stands: fonts, charts, the stream of what changes. */
export async function stillness(page: Page): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(1_000);
}
