import { type Profiler, Session } from "node:inspector/promises";
import { pathToFileURL } from "node:url";

const SAMPLE_US = 500;
const FUNCTIONS_SHOWN = 30;

type Time = { name: string; ms: number };
type CpuProfile = { self: Time[]; owners: Time[]; inclusive: Time[]; modules: Time[]; totalMs: number };

/** Records where this process spends its time. Answers, once stopped, tables of it as text. */
export async function startProfile(): Promise<{ stop(): Promise<string> }> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: SAMPLE_US });
  await session.post("Profiler.start");
  return {
    async stop() {
      const { profile } = await session.post("Profiler.stop");
      session.disconnect();
      return textOf(summarise(profile));
    },
  };
}

/** A line for each: its share of the time, its time, its name. */
export function timesText(title: string, times: readonly Time[], totalMs: number): string {
  const lines = times.slice(0, FUNCTIONS_SHOWN).map(({ name, ms }) => {
    const share = ((100 * ms) / totalMs).toFixed(1).padStart(5);
    return `${share}%  ${ms.toFixed(0).padStart(7)} ms  ${name}`;
  });
  return [`${title}:`, ...lines, ""].join("\n");
}

function textOf({ self, owners, inclusive, modules, totalMs }: CpuProfile): string {
  return [
    timesText("CPU of the product's process by owner, by self time", owners, totalMs),
    timesText("Functions by self time", self, totalMs),
    timesText("Our modules by inclusive time (what they call at once included, what they await not)", modules, totalMs),
    timesText("Our functions by inclusive time", inclusive, totalMs),
  ].join("\n");
}

function summarise({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): CpuProfile {
  // The profiler's own beginning and end are no part of it.
  const byId = new Map(
    nodes.filter(({ callFrame }) => callFrame.url !== "node:inspector").map((node) => [node.id, node]),
  );
  const selfMs = new Map<number, number>();
  for (const [index, id] of samples.entries()) {
    add(selfMs, id, (timeDeltas[index] ?? 0) / 1_000);
  }
  const tally = { self: new Tally(), owners: new Tally(), inclusive: new Tally(), modules: new Tally() };

  /** What stands on the stack already has this time in its own. */
  function walk(id: number, above: ReadonlySet<string>): number {
    const node = byId.get(id);
    if (!node) {
      return 0;
    }
    const place = placeOf(node.callFrame.url);
    const name = `${node.callFrame.functionName || "(anonymous)"}  ${place}`.trim();
    const own = selfMs.get(id) ?? 0;
    const within = new Set([...above, name, place]);
    const total = (node.children ?? []).reduce((sum, child) => sum + walk(child, within), own);
    tally.self.add(name, own);
    tally.owners.add(place === "" ? name : ownerOf(place), own);
    if (place.startsWith("lib/")) {
      tally.inclusive.add(name, above.has(name) ? 0 : total);
      tally.modules.add(place, above.has(place) ? 0 : total);
    }
    return total;
  }

  const totalMs = walk(nodes[0]?.id ?? 0, new Set());
  const { self, owners, inclusive, modules } = tally;
  return {
    self: self.sorted(),
    owners: owners.sorted(),
    inclusive: inclusive.sorted(),
    modules: modules.sorted(),
    totalMs,
  };
}

class Tally {
  private readonly times = new Map<string, number>();

  add(name: string, ms: number): void {
    add(this.times, name, ms);
  }

  sorted(): Time[] {
    return [...this.times].map(([name, ms]) => ({ name, ms })).sort((left, right) => right.ms - left.ms);
  }
}

function add<K>(times: Map<K, number>, key: K, ms: number): void {
  times.set(key, (times.get(key) ?? 0) + ms);
}

/** Within the project, without the folder that it lies in; empty for what has no file, as the garbage collector. */
function placeOf(url: string): string {
  const path = url.replace(pathToFileURL(`${process.cwd()}/`).href, "").replace(/\?.*$/, "");
  return path.slice(Math.max(0, path.lastIndexOf("node_modules/")));
}

/** A package, a module of Node, or a folder of ours. */
function ownerOf(place: string): string {
  const [owner = place] = /^node_modules\/(@[^/]+\/)?[^/]+|^node:[^/]+|^lib\/[^/]+|^tests\/bench/.exec(place) ?? [];
  return owner;
}
