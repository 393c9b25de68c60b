import { requireChromium } from "./chromium";

// Before Playwright reads its configuration, which therefore only has to look and stays free of effects.
requireChromium();
