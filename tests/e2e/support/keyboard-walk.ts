import { expect, type Page } from "@playwright/test";

/** Steps after which a page is taken for one that holds the focus. */
const STEPS_MAX = 600;

const STEPS_MORE = 10;

type Walk = { missed: string[]; unmarked: string[]; backward: string[] };

const AHEAD = /[?&]_rsc=/;

/**
 * Goes through a page by Tab alone: the focus comes to every control, in the order of the document, and is seen wherever
 * it is. Nothing holds it, for what stands behind would be missed.
 */
export async function walkByKeyboard(page: Page): Promise<void> {
  // Who goes by every link lingers on some: what is fetched ahead for that is not what is looked at here.
  await page.route(AHEAD, (route) => {
    const isAhead = route.request().headers()["next-router-prefetch"] !== undefined;
    return isAhead ? route.abort() : route.continue();
  });
  const count = await page.evaluate(watchFocus);
  expect(count).toBeLessThan(STEPS_MAX);
  let walk = await stepOn(page, count + 1);
  // Some take several steps: a date has its parts, and a browser lets the focus into what scrolls.
  for (let more = 0; walk.missed.length > 0 && more < count / 2; more += STEPS_MORE) {
    walk = await stepOn(page, STEPS_MORE);
  }
  await page.unroute(AHEAD);
  expect(walk).toEqual({ missed: [], unmarked: [], backward: [] });
}

async function stepOn(page: Page, steps: number): Promise<Walk> {
  const hasEditor = (await page.locator(".cm-editor").count()) > 0;
  for (let step = 0; step < steps; step += 1) {
    // In an editor Tab indents, and Escape lets the next one out, as the editor says.
    if (hasEditor && (await page.evaluate(() => document.activeElement?.closest(".cm-editor") !== null))) {
      await page.keyboard.press("Escape");
    }
    await page.keyboard.press("Tab");
  }
  return await page.evaluate(readWalk);
}

/** In the browser: numbers the controls, and notes each that gets the focus. */
function watchFocus(): number {
  const isReachable = (element: HTMLElement) =>
    element.tabIndex >= 0 &&
    element.checkVisibility({ visibilityProperty: true }) &&
    !element.matches(":disabled") &&
    element.closest("[popover]:not(:popover-open), [inert]") === null;
  const controls = [
    ...document.querySelectorAll<HTMLElement>(
      "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]",
    ),
  ].filter(isReachable);
  // Of radio buttons of one name Tab reaches one.
  const groups = new Set<string>();
  const counted = controls.filter((control) => {
    if (!(control instanceof HTMLInputElement && control.type === "radio")) {
      return true;
    }
    const isFirst = !groups.has(control.name);
    groups.add(control.name);
    return isFirst;
  });
  const seen: { place: number; isMarked: boolean }[] = [];
  Object.assign(window, { walk: { controls: counted, seen } });
  document.addEventListener("focusin", ({ target }) => {
    if (!(target instanceof HTMLElement)) {
      return;
    }
    const place = counted.findIndex(
      (control) =>
        control === target ||
        (control instanceof HTMLInputElement &&
          target instanceof HTMLInputElement &&
          control.type === "radio" &&
          control.name === target.name),
    );
    // The ring of an editor is its frame's.
    const frame = target.closest(".cm-editor")?.closest("[class*=focus-within]") ?? null;
    const marks = [target, target.parentElement, target.closest("label"), frame].map(
      (each) => each && getComputedStyle(each),
    );
    const isMarked = marks.some(
      (style) =>
        style &&
        ((style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none"),
    );
    seen.push({ place, isMarked });
  });
  if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur();
  }
  return counted.length;
}

/** In the browser: what the walk has come by. */
function readWalk(): Walk {
  const { controls, seen } = (
    window as unknown as { walk: { controls: HTMLElement[]; seen: { place: number; isMarked: boolean }[] } }
  ).walk;
  const nameOf = (place: number) => {
    const control = controls[place];
    return control
      ? `${control.tagName.toLowerCase()} ${control.getAttribute("aria-label") ?? control.textContent?.trim().slice(0, 40)}`
      : "?";
  };
  const known = seen.filter(({ place }) => place >= 0);
  const places = new Set(known.map(({ place }) => place));
  // After the last one the focus may come to the first again.
  const backward = known.filter(({ place }, step) => step > 0 && place < (known[step - 1]?.place ?? 0) && place !== 0);
  return {
    // An editor takes the place of its field once its code has come.
    missed: controls.flatMap((control, place) =>
      places.has(place) || !control.checkVisibility() ? [] : [nameOf(place)],
    ),
    unmarked: known.flatMap(({ place, isMarked }) => (isMarked ? [] : [nameOf(place)])),
    backward: backward.map(({ place }) => nameOf(place)),
  };
}
