import fc from "fast-check";
import { expect, test } from "vitest";
import { returnPath } from "@/lib/core/return-path";

test.each([
  "/",
  "/acme-ml/models?tag=a%2Fb#top",
  "/invitations/mw_abc",
  "/sign-in/link?key=mw_abc",
  "/%E2%9C%93/models",
])("%s is a page of ours", (path) => {
  expect(returnPath(path)).toBe(path);
});

test.each([
  "https://evil.example",
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  " //evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/%2e%2e//evil.example",
  "/a/..//evil.example",
  "/a\\..\\\\evil.example",
  "javascript:alert(1)",
  "data:text/html,x",
  "http:evil.example",
  "http:/evil.example",
  "evil.example",
  "@evil.example",
  "?next=//evil.example",
  "/api/auth/signin/github",
  "/API/v1/teams",
  "/x/../api/v1",
  "/_next/static/x",
  "/ä",
  "",
  `/${"a".repeat(3_000)}`,
  null,
  undefined,
  ["/a", "/b"],
])("%j leads to the first page", (path) => {
  expect(returnPath(path)).toBe("/");
});

test("whatever comes in, a browser stays here", () => {
  const pieces = fc.constantFrom(
    "/",
    "\\",
    ".",
    "..",
    "%2f",
    "%5c",
    "@",
    ":",
    "http:",
    "evil.example",
    "\t",
    "\n",
    "?",
    "#",
    "a",
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join("")),
  );

  fc.assert(
    fc.property(text, (wished) => {
      const path = returnPath(wished);
      expect(new URL(path, "https://models.example").origin).toBe("https://models.example");
      expect(path.startsWith("/") && !path.startsWith("//")).toBe(true);
      expect(returnPath(path)).toBe(path);
    }),
    { numRuns: 2_000 },
  );
});
