import { randomBytes } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { type Client, createClient } from "@/lib/client/client";
import { lockFolder } from "@/lib/db/folder-lock";
import { VARIABLE_NAMES } from "@/lib/platform/env";
import { type Child, startChild } from "./processes";

export const TEAM = "acme";

const FOLDER = join(".modelwire", "demo");
const PORT_WISHED = 3_000;
const READY_MS = 60_000;
const PROGRAM = join("dist", "serve.js");

export type Product = {
  url: string;
  adminToken: string;
  admin: Client;
  /** Signs its holder in, once. */
  signInLink: string;
  child: Child;
};

/** Starts the product as `npm start` does, on the embedded default, in a folder of the demo's own. */
export async function startProduct(options: {
  receiverOrigin: string;
  isKeeping: boolean;
  env?: Readonly<Record<string, string>>;
}): Promise<Product> {
  await prepareFolder(options.isKeeping);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const adminToken = randomBytes(24).toString("hex");
  const child = startChild(process.execPath, [PROGRAM], {
    ...process.env,
    ...unsetVariables(),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    HOST: "127.0.0.1",
    PORT: String(port),
    LOG_LEVEL: "warn",
    MODELWIRE_URL: url,
    MODELWIRE_DATA_DIR: FOLDER,
    MODELWIRE_BOOTSTRAP_TEAM: TEAM,
    MODELWIRE_BOOTSTRAP_TOKEN: adminToken,
    MODELWIRE_EGRESS_ALLOW: options.receiverOrigin,
    ...options.env,
  });

  const signInLink = await untilReady(child, url, adminToken);
  return { url, adminToken, admin: createClient({ url, token: adminToken }), signInLink, child };
}

/** Empty, not absent: Next would fill absent ones from an .env file, and the demo must not touch somebody's database. */
function unsetVariables(): Record<string, string> {
  return Object.fromEntries(VARIABLE_NAMES.map((name) => [name, ""]));
}

/** Takes the folder's lock before anything is removed: another demo may be running on it. */
async function prepareFolder(isKeeping: boolean): Promise<void> {
  const lock = await lockFolder(FOLDER);
  try {
    const names = isKeeping ? [] : await readdir(FOLDER);
    for (const name of names.filter((each) => !each.startsWith("lock."))) {
      await rm(join(FOLDER, name), { recursive: true, force: true });
    }
  } finally {
    lock.release();
  }
}

async function untilReady(child: Child, url: string, token: string): Promise<string> {
  const deadline = Date.now() + READY_MS;
  const gone = child.ended.then(() => "gone" as const);
  while (Date.now() < deadline) {
    const link = /https?:\/\/\S+\/sign-in\/link\?key=\S+/.exec(child.said())?.[0];
    if (link && (await answers(`${url}/api/v1/whoami`, token))) {
      return link;
    }
    if ((await Promise.race([gone, wait(100)])) === "gone") {
      break;
    }
  }
  throw new Error(`The product did not start. This is what it said:\n${child.said()}`);
}

async function answers(address: string, token: string): Promise<boolean> {
  return fetch(address, { headers: { Authorization: `Bearer ${token}` } }).then(
    (response) => response.ok,
    () => false,
  );
}

/** The usual port where it is free, so that the address is one that people know; else any. */
async function freePort(): Promise<number> {
  return (await portIfFree(PORT_WISHED)) ?? (await portIfFree(0)) ?? PORT_WISHED;
}

function portIfFree(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}
