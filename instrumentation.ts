/** Called by Next once for each server process, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { startServer } = await import("./app/_server/start");
    await startServer();
  }
}
