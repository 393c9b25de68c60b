import { expect } from "vitest";
import type { Role } from "@/lib/core/access";
import type { Id } from "@/lib/core/ids";
import { tokens } from "@/lib/db/schema";
import { hashToken, type Keyring, newTokenText } from "@/lib/platform/crypto";
import { newId } from "@/lib/platform/id";
import type { ApiOptions } from "@/lib/rest/api";
import { createApi } from "@/lib/rest/create-api";
import { type DatabaseKind, openTestDatabase, type TestDatabase, type TestTeam } from "../support/database";
import { faultsOfAnswer, findDocumented } from "./openapi-check";
import { openTestPorts, type TestPorts } from "./test-ports";

export type CallOptions = {
  token?: string | null;
  body?: unknown;
  /** Sent as it is, instead of a body as JSON. */
  raw?: BodyInit;
  headers?: Record<string, string>;
};

export type TestCall = (method: string, path: string, options?: CallOptions) => Promise<Answer>;
/** Its body is typed as loosely as `Response.json` does: it was held to the document's schema before. */
export type Answer = { status: number; headers: Headers; body: Awaited<ReturnType<Response["json"]>> };

export type TestApi = {
  database: TestDatabase;
  team: TestTeam;
  fetch(request: Request): Promise<Response>;
  /** One call below the test's team, or below `/api/v1` when the path begins with `//`. Every answer is held to the document. */
  call: TestCall;
  token(
    role: Role,
    wish?: { team?: TestTeam; models?: Id<"model">[]; expiresAt?: Date; isBootstrap?: boolean },
  ): Promise<string>;
  /** What was answered so far: `createModel 201`. */
  seen: Set<string>;
  keyring: Keyring;
  ports: TestPorts;
  errors: object[];
  close(): Promise<void>;
};

export async function openTestApi(
  kind: DatabaseKind,
  { allowedOrigins = [], ...wish }: Partial<ApiOptions> & { allowedOrigins?: string[] } = {},
): Promise<TestApi> {
  const database = await openTestDatabase(kind);
  const team = await database.team();
  const ports = await openTestPorts(database.db, allowedOrigins);
  const errors: object[] = [];
  const seen = new Set<string>();
  const app = createApi({
    ...ports,
    db: database.db,
    log: { error: (fields) => errors.push(fields), debug: () => undefined },
    addressOf: () => "127.0.0.1",
    referenceScriptPath: "node_modules/@scalar/api-reference/dist/browser/standalone.js",
    ...wish,
  });
  const fetch = async (request: Request) => app.fetch(request);
  const token: TestApi["token"] = (role, options = {}) => makeToken(database, options.team ?? team, role, options);
  const admin = await token("admin");

  return {
    database,
    team,
    fetch,
    token,
    seen,
    keyring: ports.keyring,
    ports,
    errors,
    async call(method, path, options = {}) {
      const request = requestOf(method, addressOf(team, path), { token: admin, ...options });
      const response = await fetch(request);
      const { pathname } = new URL(request.url);
      const operation = findDocumented(method, pathname)?.operation.operationId;
      seen.add(`${operation ?? `${method} ${pathname}`} ${response.status}`);

      expect(await faultsOfAnswer(method, pathname, response)).toEqual([]);
      expect(response.headers.get("x-request-id")).toBeTruthy();
      return { status: response.status, headers: response.headers, body: await readBody(response) };
    },
    async close() {
      await ports.close();
      await database.close();
    },
  };
}

function addressOf(team: TestTeam, path: string): string {
  return path.startsWith("//")
    ? `http://api.test/api/v1${path.slice(1)}`
    : `http://api.test/api/v1/teams/${team.name}${path}`;
}

export function requestOf(method: string, url: string, { token, body, raw, headers = {} }: CallOptions): Request {
  const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return new Request(url, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent, duplex: "half" as const }),
  });
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}

async function makeToken(
  { db }: TestDatabase,
  team: TestTeam,
  role: Role,
  { models, expiresAt, isBootstrap = false }: { models?: Id<"model">[]; expiresAt?: Date; isBootstrap?: boolean },
): Promise<string> {
  const text = newTokenText();
  const id = newId("token");
  await db.insert(tokens).values({
    id,
    teamId: team.id,
    name: `${role} ${id}`,
    hash: hashToken(text),
    hint: text.slice(-4),
    role,
    isBootstrap,
    createdBy: "test",
    ...(models ? { modelIds: models } : {}),
    ...(expiresAt ? { expiresAt } : {}),
  });
  return text;
}
