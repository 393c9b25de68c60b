import { parseEgressAllow } from "@/lib/core/address";
import { createHttpClient } from "@/lib/platform/http";
import { must } from "./must";

/**
 * A process of its own that asks every path of a hostile receiver many times at once, and says on standard output how much
 * it grew by that: in the test's process the receiver's own buffers would count too.
 */
const { HOSTILE_ORIGIN = "", HOSTILE_PATHS = "", HOSTILE_COUNT = "" } = process.env;

const client = createHttpClient({ allow: must(parseEgressAllow(HOSTILE_ORIGIN)), timeoutMs: 2_500 });
const paths = HOSTILE_PATHS.split(",");

function send(path: string) {
  return client.sendRequest({ url: `${HOSTILE_ORIGIN}/${path}`, method: "POST", body: "{}" });
}

await Promise.all(Array.from({ length: Number(HOSTILE_COUNT) }, () => send("ok")));
globalThis.gc?.();
const before = process.memoryUsage.rss();
let peak = before;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 10);

const asked = Array.from({ length: Number(HOSTILE_COUNT) }, (_, index) => paths[index % paths.length] ?? "");
const exchanges = await Promise.all(asked.map(send));
clearInterval(watch);

const longestMs = Math.max(...exchanges.map(({ timings }) => timings.totalMs));
const endings = exchanges.map((exchange, index) => `${asked[index]} ${exchange.kind}`);
process.stdout.write(JSON.stringify({ grownBytes: peak - before, longestMs, endings: [...new Set(endings)].sort() }));
process.exit(0);
