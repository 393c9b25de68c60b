import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addressOfHost,
  type EgressAllow,
  isForbiddenAddress,
  judgeUrl,
  NO_EGRESS_ALLOW,
  parseEgressAllow,
} from "@/lib/core/address";

function allowOf(text: string): EgressAllow {
  const result = parseEgressAllow(text);
  if (!result.ok) {
    throw new Error(result.problem.message);
  }
  return result.value;
}

function isAccepted(url: string, allow = NO_EGRESS_ALLOW): boolean {
  return judgeUrl(url, allow).ok;
}

const octet = fc.integer({ min: 0, max: 255 });
const loopback = fc.tuple(octet, octet, octet).map((rest) => [127, ...rest] as const);

const CIRCLED = ["⓪", "①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨"];

function fullWidth(text: string): string {
  return text.replace(/[0-9]/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
}

function circled(text: string): string {
  return text.replace(/[0-9]/g, (digit) => CIRCLED[Number(digit)] ?? digit);
}

/** Every way that we know to write an IPv4 address in a URL. */
function spellings([a, b, c, d]: readonly [number, number, number, number]): string[] {
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const dotted = `${a}.${b}.${c}.${d}`;
  const hex = (value: number) => value.toString(16);
  const octal = (value: number) => `0${value.toString(8)}`;
  return [
    dotted,
    `${dotted}.`,
    String(whole),
    `0x${hex(whole)}`,
    `0X${hex(whole).toUpperCase()}`,
    octal(whole),
    `0x${hex(a)}.0x${hex(b)}.0x${hex(c)}.0x${hex(d)}`,
    `${octal(a)}.${octal(b)}.${octal(c)}.${octal(d)}`,
    `00${octal(a)}.${b}.0x${hex(c)}.${octal(d)}`,
    `${a}.${(b * 256 + c) * 256 + d}`,
    `${a}.${b}.${c * 256 + d}`,
    fullWidth(dotted),
    circled(dotted),
    dotted.replaceAll(".", "。"),
    dotted.replace(/[0-9]/g, (digit) => `%3${digit}`),
    `[::ffff:${dotted}]`,
    `[::ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[0:0:0:0:0:ffff:${hex(a * 256 + b)}:${hex(c * 256 + d)}]`,
    `[::${dotted}]`,
    `[::ffff:0:${dotted}]`,
    `[64:ff9b::${dotted}]`,
    `[::ffff:${dotted}%25eth0]`,
    `[::ffff:${dotted}%eth0]`,
  ];
}

describe("a URL", () => {
  test("with a loopback address is refused in every spelling", () => {
    fc.assert(
      fc.property(loopback, ([a, b, c, d]) => {
        for (const host of spellings([a, b, c, d])) {
          expect(isAccepted(`https://${host}/hook`), host).toBe(false);
          expect(isAccepted(`https://${host}:8443/`), host).toBe(false);
        }
      }),
    );
  });

  test("with any IP literal at all is refused, public ones too", () => {
    fc.assert(
      fc.property(fc.tuple(octet, octet, octet, octet), (octets) => {
        for (const host of spellings(octets)) {
          expect(isAccepted(`https://${host}/`), host).toBe(false);
        }
      }),
    );
    fc.assert(
      fc.property(fc.ipV6(), (ip) => {
        expect(isAccepted(`https://[${ip}]/`), ip).toBe(false);
      }),
    );
  });

  test.each([
    "https://localhost/",
    "https://LOCALHOST/",
    "https://localhost./",
    "https://ｌｏｃａｌｈｏｓｔ/",
    "https://loc%61lhost/",
    "https://api.localhost/",
    "https://printer.local/",
    "https://hooks.svc.cluster.local./",
    "https://metadata.google.internal/",
    "https://router.home.arpa/",
    "https://postgres/",
    "https://postgres./",
    "https://a..b.example.com/",
    "https://example.com../",
    `https://${"a".repeat(64)}.example.com/`,
  ])("%s names the local network or nothing", (url) => {
    expect(judgeUrl(url, NO_EGRESS_ALLOW)).toMatchObject({ ok: false, problem: { code: "invalid", field: "url" } });
  });

  test.each([
    "http://ci.example.com/",
    "ftp://ci.example.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://user@ci.example.com/",
    "https://user:word@ci.example.com/",
    "https://:word@ci.example.com/",
    "//ci.example.com/",
    "ci.example.com",
    "",
    "https://",
    "https://ci.example.com/\n",
    "https://ci.exam\tple.com/",
    " https://ci.example.com/",
    "https://ci.example.com/\u0000",
    `https://ci.example.com/${"a".repeat(2_048)}`,
  ])("%j is refused with the field and a remedy", (url) => {
    const result = judgeUrl(url, NO_EGRESS_ALLOW);

    expect(result).toMatchObject({ ok: false, problem: { code: "invalid", field: "url" } });
    expect(result.ok ? "" : result.problem.message).toMatch(/^.+\. .+\.$/);
  });

  test.each([22, 25, 80, 1023, 2375, 5432, 6379, 6443, 9200, 10250, 11211, 27017])(
    "with port %i is refused",
    (port) => {
      expect(isAccepted(`https://ci.example.com:${port}/`)).toBe(false);
    },
  );

  test.each([
    "https://ci.example.com",
    "https://ci.example.com:443/hook?token=1#x",
    "https://ci.example.com:8443/",
    "https://ci.example.com:65535/",
    "https://ci.example.com./",
    "https://bücher.example/",
    "https://local.example.com/",
    "https://internal-hooks.example.com/",
    "https://hooks.slack.com/services/T0/B0/x",
    "https://127.0.0.1.nip.io/",
  ])("%s is accepted: its address is judged when it is dialled", (url) => {
    expect(isAccepted(url)).toBe(true);
  });

  test("never makes the judge throw, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.webUrl({ withFragments: true })), (url) => {
        expect(typeof judgeUrl(url, NO_EGRESS_ALLOW).ok).toBe("boolean");
      }),
    );
  });
});

describe("what the operator allows", () => {
  test("an exact origin skips the scheme, name, port and address-literal rules, and only that origin", () => {
    const allow = allowOf("http://127.0.0.1:4010, http://receiver:80 http://[::1]:9000");

    expect(isAccepted("http://127.0.0.1:4010/hook", allow)).toBe(true);
    expect(isAccepted("http://2130706433:4010/hook", allow)).toBe(true);
    expect(isAccepted("http://receiver/hook", allow)).toBe(true);
    expect(isAccepted("http://[::1]:9000/", allow)).toBe(true);
    expect(isAccepted("http://127.0.0.1:4011/hook", allow)).toBe(false);
    expect(isAccepted("https://127.0.0.1:4010/hook", allow)).toBe(false);
    expect(isAccepted("http://127.0.0.2:4010/hook", allow)).toBe(false);
  });

  test("an origin never lets user information in", () => {
    expect(isAccepted("http://me:word@127.0.0.1:4010/", allowOf("http://127.0.0.1:4010"))).toBe(false);
  });

  test("a network opens addresses of its own family, mapped ones too, and no name or scheme", () => {
    const allow = allowOf("10.1.0.0/16 fd00:1::/32");

    expect(isForbiddenAddress("10.1.2.3", allow)).toBe(false);
    expect(isForbiddenAddress("::ffff:10.1.2.3", allow)).toBe(false);
    expect(isForbiddenAddress("10.2.0.1", allow)).toBe(true);
    expect(isForbiddenAddress("fd00:1::5", allow)).toBe(false);
    expect(isForbiddenAddress("fd00:2::5", allow)).toBe(true);
    expect(isForbiddenAddress("64:ff9b::a01:203", allow)).toBe(true);
    expect(isAccepted("https://10.1.2.3/", allow)).toBe(false);
    expect(isAccepted("http://ci.example.com/", allow)).toBe(false);
  });

  test.each([
    "127.0.0.1",
    "http://127.0.0.1:4010/path",
    "http://127.0.0.1:4010?",
    "http://me@127.0.0.1:4010",
    "ftp://127.0.0.1",
    "10.0.0.0/33",
    "10.1/16",
    "0x0a000000/8",
    "fe80::%eth0/64",
    "*",
    "example.com",
  ])("%j is refused by name", (entry) => {
    const result = parseEgressAllow(`10.0.0.0/8, ${entry}`);

    expect(result).toMatchObject({ ok: false, problem: { code: "invalid" } });
    expect(result.ok ? "" : result.problem.message).toContain(entry);
  });

  test("nothing allows nothing", () => {
    expect(allowOf(" , ")).toEqual(NO_EGRESS_ALLOW);
  });
});

test("the address that a host is written as is told apart from names", () => {
  expect(addressOfHost("127.0.0.1")).toBe("127.0.0.1");
  expect(addressOfHost("[::1]")).toBe("::1");
  expect(addressOfHost("1.example.com")).toBeNull();
});
