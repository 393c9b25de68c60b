import { Resolver } from "node:dns/promises";
import { readFile, stat } from "node:fs/promises";
import { isIP } from "node:net";
import { setTimeout as delay } from "node:timers/promises";

/** Answers every address of a name, or throws. The caller bounds its time. */
export type ResolveName = (name: string) => Promise<readonly string[]>;

const HOSTS_PATH =
  process.platform === "win32"
    ? `${process.env.SystemRoot ?? "C:\\Windows"}\\System32\\drivers\\etc\\hosts`
    : "/etc/hosts";

/** Once one family has answered, a server that drops the other kind of question is not waited for longer than this. */
const SECOND_FAMILY_MS = 100;

type HostsFile = { modifiedMs: number; addresses: ReadonlyMap<string, readonly string[]> };

/** Where names are looked up; without `servers`, where the machine's own configuration says. */
type NameSources = { hostsPath?: string; servers?: readonly string[] };

/**
 * Resolves by the hosts file, then by c-ares. Not `dns.lookup`: it blocks one of libuv's four threads for each dead name,
 * so that four of them stop every file read and every other delivery. Names are taken as written, without search domains.
 */
export function createNameResolver({ hostsPath = HOSTS_PATH, servers }: NameSources = {}): ResolveName {
  const resolver = new Resolver({ timeout: 1_000, tries: 2 });
  if (servers) {
    resolver.setServers(servers);
  }
  let hosts: HostsFile = { modifiedMs: -1, addresses: new Map() };

  return async function resolveName(name) {
    const key = name.toLowerCase().replace(/\.$/, "");
    hosts = await refreshHosts(hostsPath, hosts);
    const known = hosts.addresses.get(key);
    if (known) {
      return known;
    }
    // RFC 6761: a name server is never asked for these.
    if (key === "localhost" || key.endsWith(".localhost")) {
      return ["127.0.0.1", "::1"];
    }
    return queryBothFamilies(resolver, name);
  };
}

/** Reads the lines of a hosts file: an address, then its names; `#` begins a comment. */
export function parseHosts(text: string): Map<string, string[]> {
  const addresses = new Map<string, string[]>();
  for (const line of text.split("\n")) {
    const [address = "", ...names] = (line.split("#", 1)[0] ?? "").trim().split(/\s+/);
    if (isIP(address) === 0) {
      continue;
    }
    for (const name of names) {
      const key = name.toLowerCase().replace(/\.$/, "");
      addresses.set(key, [...(addresses.get(key) ?? []), address]);
    }
  }
  return addresses;
}

async function refreshHosts(path: string, current: HostsFile): Promise<HostsFile> {
  try {
    const { mtimeMs } = await stat(path);
    if (mtimeMs === current.modifiedMs) {
      return current;
    }
    return { modifiedMs: mtimeMs, addresses: parseHosts(await readFile(path, "utf8")) };
  } catch {
    // A machine without a readable hosts file simply has no names in it.
    return { modifiedMs: -1, addresses: new Map() };
  }
}

async function queryBothFamilies(resolver: Resolver, name: string): Promise<string[]> {
  const families = [resolver.resolve4(name), resolver.resolve6(name)];
  await Promise.any(families);

  const patience = new AbortController();
  const isLate = delay(SECOND_FAMILY_MS, [], { signal: patience.signal, ref: false }).catch(() => []);
  const answers = await Promise.all(families.map((family) => Promise.race([family.catch(() => []), isLate])));
  patience.abort();
  return answers.flat();
}
