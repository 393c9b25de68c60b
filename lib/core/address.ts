import ipaddr from "ipaddr.js";
import { ok, type Problem, type Result, refuse } from "./result";

/** What the operator lets out beyond the rules: exact origins skip all of them, CIDRs skip the address rule only. */
export type EgressAllow = {
  origins: ReadonlySet<string>;
  cidrs: readonly Cidr[];
};

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Cidr = readonly [Address, number];

export const NO_EGRESS_ALLOW: EgressAllow = { origins: new Set(), cidrs: [] };

const URL_LENGTH_MAX = 2_048;

/** RFC 6761 and 8375 names, and those that clouds and clusters use inside. */
const PRIVATE_SUFFIXES = ["localhost", "localdomain", "local", "internal", "home.arpa"];

/**
 * Above 1023 every port is open but these, behind which stand things that act on what they are sent: databases, caches,
 * brokers, container and cluster control planes, and what browsers refuse too because a line protocol listens there.
 * None is an ephemeral port (32768 and up), so that no ordinary listener is refused by chance.
 */
const SERVICE_PORTS: ReadonlySet<number> = new Set([
  ...[1433, 1434, 1521, 3306, 3389, 5432, 5984, 6379, 7474, 7687, 8086, 9042, 9200, 9300, 11211, 26379, 27017],
  ...[27018, 27019, 28015, 28017, 4369, 5671, 5672, 9092, 15672, 25672, 1883, 4222, 61616, 2181],
  ...[2375, 2376, 2377, 2379, 2380, 4194, 6443, 8200, 8201, 8300, 8301, 8302, 8500, 8600, 10250, 10255, 10256],
  ...[1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 5900, 5985, 5986, 6000, 6566, 6665, 6666, 6667],
  ...[6668, 6669, 6679, 6697, 10080],
]);

/** Azure's host agent: a public address that answers every virtual machine with its own credentials. */
const AZURE_HOST_AGENT = ipaddr.IPv4.parse("168.63.129.16");

/** The only IPv6 space that is assigned to public hosts. All else (`::/8` with its embedded IPv4 forms, ULA, …) is out. */
const GLOBAL_UNICAST = ipaddr.IPv6.parse("2000::");

/** Reads `MODELWIRE_EGRESS_ALLOW`: exact origins and CIDRs, separated by commas or spaces. */
export function parseEgressAllow(text: string): Result<EgressAllow> {
  const origins = new Set<string>();
  const cidrs: Cidr[] = [];
  for (const entry of text.split(/[\s,]+/).filter((part) => part !== "")) {
    const origin = parseOrigin(entry);
    const cidr = origin === null ? parseCidr(entry) : null;
    if (origin !== null) {
      origins.add(origin);
    } else if (cidr !== null) {
      cidrs.push(cidr);
    } else {
      return refuse({
        code: "invalid",
        message: `${entry} is neither an origin nor a network. Write origins like http://127.0.0.1:4010 and networks like 10.0.0.0/8.`,
      });
    }
  }
  return ok({ origins, cidrs });
}

/** Judges where a request may go, by the URL alone. What the name resolves to is judged again when it is dialled. */
export function judgeUrl(text: string, allow: EgressAllow): Result<URL> {
  if (text.length > URL_LENGTH_MAX) {
    return refuseUrl("The URL is too long. Use at most 2,048 characters.");
  }
  // A parser drops tabs and line breaks in silence: what was shown would not be what is called.
  if (hasControlOrSpace(text) || !URL.canParse(text)) {
    return refuseUrl("This is not a URL. Write it whole, like https://ci.example.com/hooks/deploy.");
  }

  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return refuseUrl("Only https can be called. Write a URL that starts with https://.");
  }
  if (url.username !== "" || url.password !== "") {
    return refuseUrl("The URL holds a user name or password. Take it out and use an access token secret.");
  }
  if (allow.origins.has(url.origin)) {
    return ok(url);
  }
  if (url.protocol !== "https:") {
    return refuseUrl("Only https can be called. Use https, or ask the operator to allow this origin.");
  }
  return judgeName(url) ?? judgePort(url) ?? ok(url);
}

/** True when the URL's origin was named by the operator, so that no rule applies to it. */
export function isAllowedOrigin(url: URL, allow: EgressAllow): boolean {
  return allow.origins.has(url.origin);
}

/** True unless the address is an ordinary public one. Anything that does not parse is forbidden too. */
export function isForbiddenAddress(ip: string, allow: EgressAllow): boolean {
  if (addressOfHost(ip) !== ip || ip.includes("%")) {
    return true;
  }
  const address = ipaddr.process(ip);
  if (allow.cidrs.some((cidr) => isWithin(address, cidr))) {
    return false;
  }
  if (address.range() !== "unicast") {
    return true;
  }
  return address instanceof ipaddr.IPv4
    ? address.match(AZURE_HOST_AGENT, 32)
    : !address.match(GLOBAL_UNICAST, 3) || isIsatap(address);
}

/** The IP address that a URL's host is written as, without brackets, or null where it is a name. */
export function addressOfHost(hostname: string): string | null {
  const bare = hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare) ? bare : null;
}

function judgeName(url: URL): { ok: false; problem: Problem } | null {
  const name = url.hostname.replace(/\.$/, "");
  // The parser has turned every spelling (decimal, hex, octal, short, full-width) into the dotted or bracketed one.
  if (url.hostname.startsWith("[") || addressOfHost(name) !== null) {
    return refuseUrl("The URL names an IP address. Use a host name, or ask the operator to allow this origin.");
  }

  const labels = name.split(".");
  if (labels.includes("") || labels.some((label) => label.length > 63) || name.length > 253) {
    return refuseUrl("The host name is not a valid one. Check its dots and its length.");
  }
  if (labels.length < 2 || PRIVATE_SUFFIXES.some((suffix) => name.endsWith(`.${suffix}`))) {
    return refuseUrl(
      `${name} is a name of the local network. Use a public host name, or ask the operator to allow this origin.`,
    );
  }
  return null;
}

function judgePort(url: URL): { ok: false; problem: Problem } | null {
  const port = url.port === "" ? 443 : Number(url.port);
  if (port === 443 || (port >= 1024 && !SERVICE_PORTS.has(port))) {
    return null;
  }
  return refuseUrl(
    `Port ${port} is kept for other services. Use 443 or a free port above 1023, or ask the operator to allow this origin.`,
  );
}

/** ISATAP (RFC 5214) hides an IPv4 address behind `0:5efe` or `200:5efe` in the low half of any prefix. */
function isIsatap(address: ipaddr.IPv6): boolean {
  const flags = address.parts[4] ?? 0;
  return address.parts[5] === 0x5efe && (flags & ~0x0200) === 0;
}

function isWithin(address: Address, [network, bits]: Cidr): boolean {
  return address.kind() === network.kind() && address.match(network, bits);
}

function parseOrigin(entry: string): string | null {
  if (!/^https?:\/\//i.test(entry) || !URL.canParse(entry)) {
    return null;
  }
  const url = new URL(entry);
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username + url.password === "";
  return isBare && !entry.includes("?") && !entry.includes("#") ? url.origin : null;
}

function parseCidr(entry: string): Cidr | null {
  if (!ipaddr.isValidCIDR(entry) || entry.includes("%")) {
    return null;
  }
  const [address, bits] = ipaddr.parseCIDR(entry);
  const isDotted = address instanceof ipaddr.IPv6 || ipaddr.IPv4.isValidCIDRFourPartDecimal(entry);
  return isDotted ? [address, bits] : null;
}

function hasControlOrSpace(text: string): boolean {
  return /[\p{Cc}\s]/u.test(text);
}

function refuseUrl(message: string): { ok: false; problem: Problem } {
  return refuse({ code: "invalid", field: "url", message });
}
