import type { ExchangeRecord } from "@/lib/core/delivery";

/** The request as a command. Secrets are *** in it: whoever runs it puts in their own. */
export function curlOf({ method, url, headers, body }: NonNullable<ExchangeRecord["request"]>): string {
  const kept = Object.entries(headers).filter(([name]) => !COMPUTED.has(name.toLowerCase()));
  return [
    `curl -X ${quoted(method)} ${quoted(url)}`,
    ...kept.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(body === "" ? [] : [`--data-binary ${quoted(body)}`]),
  ].join(" \\\n  ");
}

/** What curl writes by itself. */
const COMPUTED = new Set(["host", "content-length", "connection", "transfer-encoding"]);

/** One word of a POSIX shell, whatever the text holds. */
function quoted(text: string): string {
  return /^[A-Z]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
