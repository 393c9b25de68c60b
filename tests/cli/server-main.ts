import { startRuntime, stopRuntime } from "@/app/_server/runtime";
import { GET as answer } from "@/app/api/v1/[[...path]]/route";
import { serve } from "@/tests/rest/serve";

// A process of its own, as the product is one: it owns its folder, delivers by its own worker, and stops by a signal.
await startRuntime();
const served = await serve(answer);
process.stdout.write(`listening ${served.url}\n`);

process.once("SIGTERM", async () => {
  await served.close();
  await stopRuntime();
  process.exit(0);
});
