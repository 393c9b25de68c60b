const BROWSERS = [
  ["Edge", /\bEdg(A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(Firefox|FxiOS)\//],
  ["Chrome", /\b(Chrome|CriOS|HeadlessChrome)\//],
  ["Safari", /\bSafari\//],
  ["curl", /^curl\//],
] as const;

const SYSTEMS = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b|\bMacintosh\b/],
  ["Linux", /\bLinux\b/],
] as const;

/** What people would call the browser of a session: "Chrome on macOS". Versions and the rest are not kept. */
export function deviceWords(userAgent: string | null): string {
  const text = (userAgent ?? "").slice(0, 1_000);
  const browser = BROWSERS.find(([, pattern]) => pattern.test(text))?.[0] ?? "A browser";
  const system = SYSTEMS.find(([, pattern]) => pattern.test(text))?.[0];
  return system ? `${browser} on ${system}` : browser;
}
