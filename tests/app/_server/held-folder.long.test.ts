import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";
import { openTestDatabase } from "../../support/database";
import { freePort } from "../../support/free-port";
import { askDesk } from "../../support/run-desk";

test("a server on a folder that another process holds ends, and names that process", { timeout: 300_000 }, async () => {
  await askDesk("/build");
  const holder = await openTestDatabase("embedded");
  const server = spawn(process.execPath, ["--import", "tsx", "app/_server/serve.ts"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_ENV: "production", PORT: String(await freePort()), MODELWIRE_DATA_DIR: holder.place },
  });
  let said = "";
  server.stderr.on("data", (chunk: Buffer) => {
    said += chunk;
  });

  const [code] = await once(server, "exit");

  expect([code, said]).toEqual([1, expect.stringContaining(`in use by process ${process.pid}`)]);
  await holder.close();
});
