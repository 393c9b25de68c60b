import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
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

const judge = openJudge("docker-api.json");

/** A stand-in for the Docker Engine on a socket: it speaks its API as described, and runs nothing. */
export async function startEngine(folder: string) {
  const socketPath = join(folder, "docker.sock");
  const containers = new Map<string, Container>();
  const seen: EngineSeen[] = [];
  const faults: string[] = [];
  const state = { images: new Map<string, { user: string }>(), behaviour: {} as Behaviour, breaks: 0, fetchable: new Map<string, { user: string }>() };

  const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
      faults.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(socketPath, resolve));

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) {
      chunks.push(chunk);
    }
    const raw = Buffer.concat(chunks);
    const method = request.method ?? "";
    const url = new URL((request.url ?? "").replace(/^\/v1\.44/, ""), "http://docker");
    const isJson = request.headers["content-type"] === "application/json" && raw.length > 0;
    const body: unknown = isJson ? JSON.parse(raw.toString()) : raw.length > 0 ? raw : undefined;
    if (!request.url?.startsWith("/v1.44/")) {
      faults.push(`${request.url} names no version.`);
    }
    faults.push(...judge.request(method, url, isJson ? body : undefined));
    seen.push({ method, path: url.pathname, query: Object.fromEntries(url.searchParams), body });

    const tell = (status: number, told?: object) => {
      faults.push(...(told ? judge.response(method, url, status, told) : []));
      response.writeHead(status, { "Content-Type": "application/json" }).end(told && JSON.stringify(told));
    };
    const parts = url.pathname.split("/").filter(Boolean);
    await route({ method, parts, url, body, tell, response });
  }

  type Asked = { method: string; parts: string[]; url: URL; body: unknown; tell(status: number, told?: object): void; response: ServerResponse };

  async function route(asked: Asked): Promise<void> {
    const { method, parts, url, tell, response } = asked;
    const [kind, name = "", part] = parts;
    if (kind === "images" && method === "POST") {
      return fetchImage(url.searchParams.get("fromImage") ?? "", asked);
    }
    if (kind === "images") {
      const image = state.images.get(decodeURIComponent(name));
      return image
        ? tell(200, { Id: "sha256:1234", RepoDigests: [`${decodeURIComponent(name).split(/[:@]/)[0]}@sha256:abcd`], Config: { User: image.user } })
        : tell(404, { message: "No such image" });
    }
    if (name === "create") {
      return create(asked);
    }
    if (name === "json") {
      const label = (JSON.parse(url.searchParams.get("filters") ?? "{}").label ?? [])[0] as string;
      const found = [...containers.values()].filter(({ body }) => label === `modelwire.agent=${body.Labels?.["modelwire.agent"]}`);
      return tell(200, found.map(({ id }) => ({ Id: id })));
    }
    const container = containers.get(name);
    if (!container) {
      return tell(404, { message: `No such container: ${name}` });
    }
    switch (`${method} ${part ?? ""}`) {
      case "PUT archive":
        return tell(200);
      case "POST start":
        return start(container, tell);
      case "GET logs":
        return writeLog(container, url, response);
      case "POST stop":
        container.end(143);
        return tell(204);
      case "GET json":
        return tell(200, { Id: container.id, State: { Running: container.isRunning, OOMKilled: state.behaviour.isOutOfMemory ?? false, ExitCode: container.exitCode, Error: "" } });
      default:
        containers.delete(name);
        container.end(137);
        return tell(204);
    }
  }

  function fetchImage(reference: string, { tell, response }: Asked): void {
    const found = state.fetchable.get(reference);
    if (reference.includes("denied")) {
      return tell(404, { message: `pull access denied for ${reference}` });
    }
    response.writeHead(200, { "Content-Type": "application/json" });
    response.write(`${JSON.stringify({ status: "Pulling from library" })}\r\n`);
    if (!found) {
      response.end(`${JSON.stringify({ errorDetail: { message: "manifest unknown" }, error: "manifest unknown" })}\r\n`);
      return;
    }
    state.images.set(reference, found);
    state.images.set(reference.replace(/:latest$/, ""), found);
    response.end(`${JSON.stringify({ status: "Downloaded newer image" })}\r\n`);
  }

  function create({ body, tell }: Asked): void {
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
    tell(201, { Id: id, Warnings: [] });
  }

  function start(container: Container, tell: Asked["tell"]): void {
    const { startFault, isEndless, exitCode = 0 } = state.behaviour;
    if (startFault) {
      return tell(400, { message: startFault });
    }
    container.isRunning = true;
    if (!isEndless) {
      setTimeout(() => container.end(exitCode), 50);
    }
    tell(204);
  }

  async function writeLog(container: Container, url: URL, response: ServerResponse): Promise<void> {
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
        return;
      }
    }
    await container.ended;
    response.end();
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
