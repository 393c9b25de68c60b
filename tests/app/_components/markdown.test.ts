import fc from "fast-check";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "@/app/_components/markdown";
import { safeAddress } from "@/app/_components/markdown-safety";

function render(text: string): string {
  return renderToStaticMarkup(createElement(Markdown, { text, label: "Card" }));
}

/** What a browser would act on: the tags and attributes of the markup, without the text between. */
function tagsOf(html: string): string {
  return [...html.matchAll(/<[^>]*>/g)].map(([tag]) => tag).join("\n");
}

const HARMLESS_TAG =
  /^<\/?(div|p|h[3-6]|ul|ol|li|a|strong|em|del|code|pre|blockquote|hr|br|table|thead|tbody|tr|th|td|section|span|sup|input)\b/;

function expectHarmless(html: string): void {
  for (const tag of tagsOf(html).split("\n").filter(Boolean)) {
    expect(tag).toMatch(HARMLESS_TAG);
    expect(tag).not.toMatch(/\son\w+=|src=|srcset=|formaction=|xlink|style="[^"]*(url|expression)/i);
    const href = /href="([^"]*)"/.exec(tag)?.[1];
    expect(href ?? "https:").toMatch(/^(https?:|mailto:|#user-content-fn)/);
    expect(href === undefined || tag.includes('rel="nofollow noopener noreferrer ugc"')).toBe(true);
  }
}

describe("a card cannot run anything", () => {
  test.each([
    "<script>window.hacked=1</script>",
    '<img src=x onerror="window.hacked=1">',
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "<style>@import 'https://evil.example'</style>",
    '<form action="https://evil.example"><input name=password></form>',
    '<meta http-equiv="refresh" content="0;url=https://evil.example">',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](blob:https://evil.example/1)",
    "[x](file:///etc/passwd)",
    "[x](//evil.example)",
    "[x](/acme/settings)",
    "[x](?delete=1)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg onload=alert(1)>)",
    '![x" onerror="alert(1)](https://evil.example/a.png "t\\" onload=\\"x")',
    "[![x](https://evil.example/a.png)](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "[x]: javascript:alert(1)\n\n[x]",
    "[^1]\n\n[^1]: [x](javascript:alert(1))",
    "| a |\n|---|\n| <img src=x onerror=alert(1)> |",
    "- [ ] <input type=image src=x onerror=alert(1)>",
    "```html\n<script>alert(1)</script>\n```",
    "`<script>alert(1)</script>`",
    "https://a.example/<script>alert(1)</script>",
    'a@b.example"onclick=alert(1)',
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "</div></div><script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
  ])("%j", (text) => {
    expectHarmless(render(text));
  });

  test("whatever is put together of dangerous pieces", () => {
    const piece = fc.constantFrom(
      "[",
      "](",
      ")",
      "![",
      "<",
      ">",
      "javascript:",
      "data:",
      "&#106;",
      "\t",
      "\n",
      "\n\n",
      '"',
      "'",
      "`",
      "```",
      "*",
      "_",
      "|",
      "- ",
      "1. ",
      "> ",
      "# ",
      "<script>",
      "</script>",
      "<img src=x onerror=",
      "https://a.example",
      "[^1]",
      "[^1]: ",
      "\\",
      "&",
      "=",
      "onload=",
      "\u0000",
      "\u202e",
      "😀",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => expectHarmless(render(pieces.join("")))),
      { numRuns: 1_000 },
    );
  });

  test.each([
    ["https://a.example/x", "https://a.example/x"],
    ["HTTP://A.example", "http://a.example/"],
    ["mailto:a@b.example", "mailto:a@b.example"],
    [" java\nscript:alert(1)", ""],
    ["ht\ttps://a.example", "https://a.example/"],
    ["relative/path", ""],
    ["#section", ""],
    ["#user-content-fn-1", "#user-content-fn-1"],
  ])("the address %j becomes %j", (address, expected) => {
    expect(safeAddress(address)).toBe(expected);
  });
});

describe("a card reads as its writer meant it", () => {
  test("headings begin below those of the page", () => {
    expect(render("# One\n\n###### Six")).toMatch(/<h3[^>]*>One<\/h3>[\s\S]*<h6[^>]*>Six<\/h6>/);
  });

  test("tables stand in a frame of their own that scrolls and can be reached by keyboard", () => {
    expect(render("| a | b |\n|---|--:|\n| 1 | 2 |")).toMatch(/<section aria-label="Card, table" tabindex="0"[^>]*>/i);
  });

  test("an image is a link with the image's words, and loads nothing", () => {
    const html = render("![the curve](https://a.example/curve.png)");

    expect(html).not.toContain("<img");
    expect(html).toMatch(/<a href="https:\/\/a\.example\/curve\.png"[^>]*>the curve<\/a>/);
  });

  test("HTML is shown as the text that it is", () => {
    expect(render("<b>bold</b>")).toContain("&lt;b&gt;bold&lt;/b&gt;");
  });
});

describe("a card costs little", () => {
  test.each([
    ["closing brackets", "*a]".repeat(33_000)],
    ["emphasis", "*a**b".repeat(20_000)],
    ["links", "[a](".repeat(25_000)],
    ["references", "[a][a] ".repeat(14_000)],
    ["footnotes", "[^1]".repeat(12_000)],
    ["quotes", `${"> ".repeat(39)}${"a\n".repeat(20_000)}`],
    ["lists", Array.from({ length: 300 }, (_, depth) => `${"\t".repeat(depth)}- a`).join("\n")],
    ["blocks at the limit", `${"*a]".repeat(300)}\n\n`.repeat(50)],
  ])("%s", (_, text) => {
    const before = process.cpuUsage(); // A clock would count what else the machine does.

    render(text.slice(0, 100_000));

    expect(process.cpuUsage(before).user).toBeLessThan(3_000_000); // 25 s without the limits; some 100 ms with them.
  });

  test("what is too much to parse is shown as it was written", () => {
    expect(render("*a]".repeat(1_000))).toMatch(/^<pre[^>]*>\*a\]/);
  });
});
