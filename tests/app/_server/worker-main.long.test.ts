import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { expect, test } from "vitest";
import { parsePrometheus } from "../../support/prometheus-text";

const TOKEN = "a-token-of-the-operator-s";

test("a worker process serves its health and metrics where it is told to, and ends in order", {
  timeout: 120_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-worker-"));
  const worker = spawn(process.execPath, ["--import", "tsx", "app/_server/worker-main.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      DATABASE_URL: "",
      MODELWIRE_DATA_DIR: folder,
      MODELWIRE_METRICS_PORT: "0",
      MODELWIRE_METRICS_TOKEN: TOKEN,
      LOG_LEVEL: "info",
    },
  });
  try {
    const lines = createInterface(worker.stdout)[Symbol.asyncIterator]();
    const { value } = await lines.next();
    const origin = `http://127.0.0.1:${JSON.parse(value ?? "{}").port}`;
    const live = await fetch(`${origin}/api/health`);
    await expect.poll(async () => (await fetch(`${origin}/api/health/ready`)).status, { timeout: 60_000 }).toBe(200);
    const refused = await fetch(`${origin}/api/metrics`);
    const metrics = await fetch(`${origin}/api/metrics`, { headers: { authorization: `Bearer ${TOKEN}` } });

    expect([live.status, refused.status, metrics.status]).toEqual([200, 401, 200]);
    expect(parsePrometheus(await metrics.text()).samples[0]).toMatchObject({
      name: "target_info",
      labels: { service_name: "modelwire" },
    });

    worker.kill("SIGTERM");
    expect(await once(worker, "exit")).toEqual([0, null]);
  } finally {
    worker.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  }
});
