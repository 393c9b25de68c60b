import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { readBody } from "@/demo/request-body";
import { openJudge } from "./api-judge";

/** What a container does once it is started, in place of a program. */
export type Behaviour = {
  /** What it writes, each piece as the Engine keeps it. */
  writes?: { stream: 1 | 2; text: string }[];
  exitCode?: number;
  isOutOfMemory?: boolean;
  /** It goes on until it is told to end. */
  isEndless?: boolean;
  /** The connection of the log breaks after so many pieces, once. */
  breaksAfter?: number;
  /** Why it does not start. */
  startFault?: string;
};

export type EngineSeen = { method: string; path: string; query: Record<string, string>; body: unknown };

type Container = {
  id: string;
  body: { Labels?: Record<string, string> };
  isRunning: boolean;
  exitCode: number;
  ended: Promise<void>;
  end(exitCode: number): void;
};

const BODY_BYTES_MAX = 1_048_576;
const judge = openJudge("docker-api.json");

/** A stand-in for the Docker Engine on a socket: it speaks its API as described, and runs nothing. */
export async function startEngine(folder: string) {
  const socketPath = join(folder, "docker.sock");
  const containers = new Map<string, Container>();
  const seen: EngineSeen[] = [];
  const faults: string[] = [];
  const state = {
    images: new Map<string, { user: string }>(),
    behaviour: {} as Behaviour,
    breaks: 0,
    fetchable: new Map<string, { user: string }>(),
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const raw = (await readBody(request, BODY_BYTES_MAX)) ?? Buffer.alloc(0);
    const method = request.method ?? "";
    const url = new URL((request.url ?? "").replace(/^\/v1\.44/, ""), "http://docker");
    const isJson = raw.length > 0 && request.headers["content-type"] === "application/json";
    const body: unknown = isJson ? JSON.parse(raw.toString()) : raw;
    if (!request.url?.startsWith("/v1.44/")) {
      faults.push(`${request.url} names no version.`);
    }
    faults.push(...judge.request(method, url, isJson ? body : undefined));
    seen.push({ method, path: url.pathname, query: Object.fromEntries(url.searchParams), body });

    const told = await route({ method, url, body, response });
    if (told) {
      tell(told, { method, url, response });
    }
  }

  function tell({ status, body }: NonNullable<Told>, { method, url, response }: Omit<Asked, "body">): void {
    faults.push(...(body ? judge.response(method, url, status, body) : []));
    response.writeHead(status, { "Content-Type": "application/json" }).end(body && JSON.stringify(body));
  }

  type Asked = { method: string; url: URL; body: unknown; response: ServerResponse };
  /** Null where it is answered by a stream already. */
  type Told = { status: number; body?: object } | null;

  function route(asked: Asked): Told | Promise<Told> {
    const { method, url } = asked;
    const [kind, name = ""] = url.pathname.split("/").filter(Boolean);
    switch (`${method} ${kind} ${name}`) {
      case "POST images create":
        return fetchImage(url.searchParams.get("fromImage") ?? "", asked);
      case "POST containers create":
        return create(asked);
      case "GET containers json":
        return list(url);
      default:
        return kind === "images" ? inspectImage(decodeURIComponent(name)) : routeContainer(name, asked);
    }
  }

  function routeContainer(id: string, { method, url, response }: Asked): Told | Promise<Told> {
    const container = containers.get(id);
    if (!container) {
      return { status: 404, body: { message: `No such container: ${id}` } };
    }
    switch (`${method} ${url.pathname.split("/").at(-1)}`) {
      case "PUT archive":
        return { status: 200 };
      case "POST start":
        return start(container);
      case "GET logs":
        return writeLog(container, url, response);
      case "POST stop":
        container.end(143);
        return { status: 204 };
      case "GET json":
        return { status: 200, body: { Id: id, State: stateOf(container) } };
      default:
        containers.delete(id);
        container.end(137);
        return { status: 204 };
    }
  }

  function stateOf({ isRunning, exitCode }: Container): object {
    const OOMKilled = state.behaviour.isOutOfMemory ?? false;
    return { Running: isRunning, OOMKilled, ExitCode: exitCode, Error: "" };
  }

  function inspectImage(name: string): Told {
    const image = state.images.get(name);
    const digests = [`${name.split(/[:@]/)[0]}@sha256:abcd`];
    return image
      ? { status: 200, body: { Id: "sha256:1234", RepoDigests: digests, Config: { User: image.user } } }
      : { status: 404, body: { message: "No such image" } };
  }

  function list(url: URL): Told {
    const [label] = JSON.parse(url.searchParams.get("filters") ?? "{}").label ?? [];
    const found = [...containers.values()].filter(
      ({ body }) => label === `modelwire.agent=${body.Labels?.["modelwire.agent"]}`,
    );
    return { status: 200, body: found.map(({ id }) => ({ Id: id })) };
  }

  function fetchImage(reference: string, { response }: Asked): Told {
    const found = state.fetchable.get(reference);
    if (reference.includes("denied")) {
      return { status: 404, body: { message: `pull access denied for ${reference}` } };
    }
    const fault = { errorDetail: { message: "manifest unknown" }, error: "manifest unknown" };
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write(`${JSON.stringify({ status: "Pulling from library" })}\r\n`);
    response.end(`${JSON.stringify(found ? { status: "Downloaded newer image" } : fault)}\r\n`);
    if (found) {
      state.images.set(reference, found);
      state.images.set(reference.replace(/:latest$/, ""), found);
    }
    return null;
  }

  function create({ body }: Asked): Told {
    const id = (containers.size + 1).toString(16).padStart(64, "c");
    let done = () => {};
    const ended = new Promise<void>((resolve) => {
      done = resolve;
    });
    const container: Container = {
      id,
      body: body as Container["body"],
      isRunning: false,
      exitCode: 0,
      ended,
      end(exitCode) {
        container.exitCode = container.isRunning ? exitCode : container.exitCode;
        container.isRunning = false;
        done();
      },
    };
    containers.set(id, container);
    return { status: 201, body: { Id: id, Warnings: [] } };
  }

  function start(container: Container): Told {
    const { startFault, isEndless, exitCode = 0 } = state.behaviour;
    if (startFault) {
      return { status: 400, body: { message: startFault } };
    }
    container.isRunning = true;
    if (!isEndless) {
      setTimeout(() => container.end(exitCode), 50);
    }
    return { status: 204 };
  }

  async function writeLog(container: Container, url: URL, response: ServerResponse): Promise<Told> {
    const since = Number(url.searchParams.get("since") ?? 0);
    const { writes = [], breaksAfter } = state.behaviour;
    response.writeHead(200, { "Content-Type": "application/vnd.docker.multiplexed-stream" });
    let count = 0;
    for (const [index, { stream, text }] of writes.entries()) {
      // One piece each second, from a time that both sides can count from. The Engine takes whole seconds to begin at.
      const at = new Date(Date.UTC(2026, 0, 1, 0, 0, index));
      if (at.getTime() / 1_000 < Math.floor(since)) {
        continue;
      }
      const bytes = Buffer.from(`${at.toISOString().replace("Z", "000000Z")} ${text}`);
      const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
      header.writeUInt32BE(bytes.length, 4);
      response.write(Buffer.concat([header, bytes]));
      count += 1;
      if (count === breaksAfter && state.breaks === 0) {
        state.breaks += 1;
        setTimeout(() => response.destroy(), 30); // Once what was written is on its way.
        return null;
      }
    }
    await container.ended;
    response.end();
    return null;
  }

  return {
    host: `unix://${socketPath}`,
    state,
    seen,
    faults,
    containers,
    /** The body that a container was made from. */
    made: () => seen.filter(({ path }) => path === "/containers/create").at(-1)?.body as Record<string, unknown>,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
