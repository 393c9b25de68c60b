import { expect } from "vitest";
import type { MlflowOptions } from "@/lib/mlflow/api";
import { createMlflowApi } from "@/lib/mlflow/create-mlflow-api";
import { type CallOptions, openTestApi, requestOf, type TestApi } from "../rest/test-api";
import type { DatabaseKind } from "../support/database";

/** Typed as loosely as `Response.json` does. */
export type MlflowAnswer = { status: number; headers: Headers; body: Awaited<ReturnType<Response["json"]>> };

/** Both tongues over one database: `api.call` speaks ours, `mlflow` MLflow's. */
export type MlflowStage = {
  api: TestApi;
  fetch(request: Request): Promise<Response>;
  /** One call below `/mlflow/TEAM/api/2.0/mlflow/`, or of a whole path when it begins with `/`. */
  mlflow(method: string, path: string, options?: CallOptions): Promise<MlflowAnswer>;
  close(): Promise<void>;
};

export async function openMlflowStage(
  kind: DatabaseKind,
  options: Partial<MlflowOptions> & { allowedOrigins?: string[] } = {},
): Promise<MlflowStage> {
  const { allowedOrigins = [], ...wish } = options;
  const api = await openTestApi(kind, { allowedOrigins });
  const app = createMlflowApi({
    ...api.ports,
    db: api.database.db,
    log: { error: (fields) => api.errors.push(fields), debug: () => undefined },
    addressOf: () => "127.0.0.1",
    ...wish,
  });
  const fetch = async (request: Request) => app.fetch(request);
  const admin = await api.token("admin");

  return {
    api,
    fetch,
    async mlflow(method, path, call = {}) {
      const whole = path.startsWith("/") ? path : `/mlflow/${api.team.name}/api/2.0/mlflow/${path}`;
      const response = await fetch(requestOf(method, `http://mlflow.test${whole}`, { token: admin, ...call }));

      expect(response.headers.get("content-type")).toBe("application/json");
      expect(response.headers.get("x-request-id")).toBeTruthy();
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    close: () => api.close(),
  };
}
