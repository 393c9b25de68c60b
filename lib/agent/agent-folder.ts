import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join } from "node:path";
import { ok, type Result } from "@/lib/core/result";

export type AgentFolder = { path: string; release(): Promise<void> };

/** What the kernel takes as the name of a socket, with room for the other systems' smaller limits. */
const SOCKET_PATH_MAX = 100;

/**
 * The folder of the agent of one name, held by a socket that nobody but a living process answers: whatever else lies in it is
 * of one that is dead, and may be removed. A file with a number of a process would lie after a restart of the machine.
 */
export async function holdAgentFolder(workFolder: string, name: string): Promise<Result<AgentFolder, string>> {
  const path = join(workFolder, name);
  const socketPath = join(path, "alive.sock");
  if (Buffer.byteLength(socketPath) > SOCKET_PATH_MAX) {
    return { ok: false, problem: `The folder ${path} has too long a path. Set workFolder to a shorter one.` };
  }
  await mkdir(path, { recursive: true, mode: 0o700 });
  const server = (await listen(socketPath)) ?? ((await isAnswered(socketPath)) ? null : await listenAnew(socketPath));
  if (!server) {
    return {
      ok: false,
      problem: `An agent called ${name} runs on this machine already. Give this one another --name.`,
    };
  }
  server.unref();
  return ok({
    path,
    async release() {
      server.close();
      await rm(socketPath, { force: true });
    },
  });
}

async function listenAnew(path: string): Promise<Server | null> {
  await rm(path, { force: true });
  return listen(path);
}

/** Null where the socket exists, whoever has left it. */
async function listen(path: string): Promise<Server | null> {
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  try {
    await once(server, "listening");
    return server;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EADDRINUSE") {
      return null;
    }
    throw error;
  }
}

async function isAnswered(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
