import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ownPath, settingsPath, withQuery } from "@/app/_server/paths";

describe("the way back that an address asks for", () => {
  test.each(["/acme/automations/new?step=2&event=LINK_ARTIFACT", "/acme/settings/webhooks"])("may be %s", (path) => {
    expect(ownPath("acme", path)).toBe(path);
  });

  test.each([
    undefined,
    "",
    "/",
    "/acme",
    "/other/automations",
    "/acme/../other/automations",
    "/acme/%2e%2e/other",
    "//evil.example/acme/x",
    "/\\evil.example/acme/x",
    "\\\\evil.example/acme/",
    "https://evil.example/acme/x",
    "http://own.invalid@evil.example/acme/x",
    "javascript:alert(1)//acme/",
    "/\t/evil.example/acme/",
    "/acme/\nx",
  ])("is never %j", (path) => {
    expect(ownPath("acme", path)).toBeNull();
  });

  test("leads a browser to the team and nowhere else, whatever is asked", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.webPath(), fc.constant("/acme/").chain(suffixed)), (text) => {
        const path = ownPath("acme", text);
        if (path !== null) {
          const led = new URL(path, "https://models.example.com/acme/settings");
          expect(led.origin).toBe("https://models.example.com");
          expect(led.pathname.startsWith("/acme/")).toBe(true);
        }
      }),
    );
  });

  test("takes one more answer", () => {
    const path = settingsPath("acme", "webhooks", ["new"], { preset: "slack" });

    expect(withQuery(path, "webhook", "a b&c")).toBe("/acme/settings/webhooks/new?preset=slack&webhook=a+b%26c");
  });
});

function suffixed(start: string) {
  return fc.string().map((rest) => start + rest);
}
