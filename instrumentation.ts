import type { Instrumentation } from "next";

/** Called by Next once for each server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./app/_server/start");
    await startServer();
  }
}

/** Called by Next for each request that failed: a page, a form's action, a route. */
export const onRequestError: Instrumentation.onRequestError = async (error, { method }, { routePath, routeType }) => {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { reportRequestError } = await import("./app/_server/report");
    reportRequestError(error, { method, route: routePath, kind: routeType });
  }
};
