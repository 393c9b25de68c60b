import { type IncomingMessage, type RequestOptions, request } from "node:http";
import * as z from "zod";

/** Of Docker 25 and later, and of what speaks as it does; later Engines answer it, too. */
const VERSION = "/v1.44";
const ANSWER_BYTES_MAX = 16 * 1_048_576;

export type EngineAnswer = { status: number; body: unknown };

type Question = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Readonly<Record<string, string>>;
  /** JSON, or the bytes of an archive. */
  body?: object | Buffer;
  signal?: AbortSignal;
};

/** The Engine's own HTTP API, over its socket or an address of this machine. No program of Docker's is needed. */
export type Engine = {
  ask(question: Question): Promise<EngineAnswer>;
  /** For what goes on for as long as a container does. */
  open(question: Question): Promise<IncomingMessage>;
};

export function openEngine(host: string): Engine {
  const target = targetOf(host);

  function open({ method, path, query = {}, body, signal }: Question): Promise<IncomingMessage> {
    const search = new URLSearchParams(query).toString();
    const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
    const type = Buffer.isBuffer(body) ? "application/x-tar" : "application/json";
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          ...target,
          method,
          path: `${VERSION}${path}${search === "" ? "" : `?${search}`}`,
          agent: false,
          headers: { Host: "docker", ...(bytes && { "Content-Type": type, "Content-Length": bytes.length }) },
          ...(signal && { signal }),
        },
        resolve,
      );
      sent.once("error", reject);
      sent.end(bytes);
    });
  }

  return {
    open,
    async ask(question) {
      const response = await open(question);
      return { status: response.statusCode ?? 0, body: parsed(await read(response)) };
    },
  };
}

/** The Engine's own words for what is wrong. */
export function engineWords({ status, body }: EngineAnswer): string {
  const told = z.object({ message: z.string() }).safeParse(body);
  return told.success ? told.data.message : `Docker answered ${status}.`;
}

function targetOf(host: string): RequestOptions {
  if (host.startsWith("unix://")) {
    return { socketPath: host.slice("unix://".length) };
  }
  const { hostname, port } = new URL(host);
  return { host: hostname.replace(/^\[|\]$/g, ""), port };
}

async function read(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) {
      response.destroy();
      throw new Error("Docker answered more than this agent takes.");
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
