import { randomBytes } from "node:crypto";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createEmulator } from "emulate";
import { Agent, fetch } from "undici";

/** Where emulate believes to live. Its answers never leave us with this name: see `localized`. */
const SENTINEL = "http://github.sandbox.invalid";

/** emulate numbers people and organisations apart, GitHub does not, and an installation names its account by the number. */
const ORGANIZATION_IDS_FROM = 1_000_000;

/** emulate lets a token ask 5,000 times an hour; a person's requests go round these. */
const TOKENS_EACH = 20;

const API_PATHS = "(?:app|apps|organizations|orgs|repos|repositories|teams|user|users|search|rate_limit|gists)";

export type SeedPerson = { login: string; name?: string; email?: string };
export type SeedOrganization = { login: string; name?: string; members: { login: string; role: "admin" | "member" }[] };

export type Json = { [key: string]: unknown };

export type UpstreamAnswer = { status: number; headers: Record<string, string>; body: Buffer };

export type Upstream = {
  /** Asks emulate as a person, or as nobody, and gives its answer with our addresses in it. */
  ask(login: string | null, method: string, path: string, body?: unknown, accept?: string): Promise<UpstreamAnswer>;
  /** The object at a path, or null where emulate answers 404. Throws on any other refusal. */
  find(login: string | null, path: string): Promise<Json | null>;
  close(): Promise<void>;
};

/**
 * Starts emulate behind a socket in a folder, not on a port: it takes any unknown token for a user's and answers every
 * origin, so that a page in a browser on this machine must not reach it past our gate.
 */
export async function startUpstream(
  seed: { people: readonly SeedPerson[]; organizations: readonly SeedOrganization[] },
  urls: { web: string; api: string },
): Promise<Upstream> {
  const socketPath = join(tmpdir(), `sandbox-github-${randomBytes(8).toString("hex")}.sock`);
  const tokens = new Map(seed.people.map(({ login }) => [login, personTokens()]));
  const emulator = await createEmulator({
    service: "github",
    // Node takes a string here for a socket's path; emulate hands it on untouched, but types it as a port.
    port: socketPath as unknown as number,
    baseUrl: SENTINEL,
    seed: {
      tokens: Object.fromEntries([...tokens].flatMap(([login, all]) => all.map((token) => [token, { login }]))),
      github: { users: [...seed.people], orgs: [...seed.organizations], repos: [] },
    },
  });
  // No connection is kept: after a busy moment one would be taken up again that the other side has just given up.
  const agent = new Agent({ connect: { socketPath }, pipelining: 0 });
  let turn = 0;

  async function ask(login: string | null, method: string, path: string, body?: unknown, accept?: string) {
    turn += 1;
    const token = login === null ? undefined : tokens.get(login)?.[turn % TOKENS_EACH];
    const answer = await fetch(`http://localhost${path}`, {
      method,
      dispatcher: agent,
      redirect: "manual",
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(accept && { accept }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return localized(Buffer.from(await answer.arrayBuffer()), answer, urls);
  }

  return {
    ask,
    async find(login, path) {
      const answer = await ask(login, "GET", path);
      if (answer.status === 404) {
        return null;
      }
      if (answer.status !== 200) {
        throw new Error(`emulate answered ${answer.status} to GET ${path}: ${answer.body.toString("utf8")}`);
      }
      return JSON.parse(answer.body.toString("utf8")) as Json;
    },
    async close() {
      await agent.destroy();
      await emulator.close();
      await rm(socketPath, { force: true });
    },
  };
}

function personTokens(): string[] {
  return Array.from({ length: TOKENS_EACH }, () => randomBytes(24).toString("hex"));
}

type Answered = { status: number; headers: { get(name: string): string | null } };

function localized(body: Buffer, answer: Answered, urls: { web: string; api: string }): UpstreamAnswer {
  const type = answer.headers.get("content-type") ?? "";
  const headers: Record<string, string> = type ? { "content-type": type } : {};
  const link = answer.headers.get("link");
  if (link) {
    headers.link = withOurAddresses(link, urls);
  }
  if (!type.includes("application/json") || body.length === 0) {
    return { status: answer.status, headers, body };
  }
  const value: unknown = JSON.parse(withOurAddresses(body.toString("utf8"), urls));
  return { status: answer.status, headers, body: Buffer.from(JSON.stringify(value, renumbered)) };
}

function withOurAddresses(text: string, { web, api }: { web: string; api: string }): string {
  return text.replaceAll(new RegExp(`${SENTINEL}(?=/${API_PATHS}(?:[/"?>]|$))`, "g"), api).replaceAll(SENTINEL, web);
}

function renumbered(_key: string, value: unknown): unknown {
  const isOrganization = isJson(value) && value.type === "Organization" && typeof value.login === "string";
  return isOrganization && Number(value.id) < ORGANIZATION_IDS_FROM
    ? { ...value, id: Number(value.id) + ORGANIZATION_IDS_FROM }
    : value;
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
