import { answerApi } from "@/app/_server/answer-api";
import { startRuntime, stopRuntime } from "@/app/_server/runtime";
import { serve } from "@/tests/rest/serve";

// A process of its own, as the product is one: it owns its folder, delivers by its own worker, and stops by a signal.
await startRuntime();
const served = await serve(answerApi);
process.stdout.write(`listening ${served.url}\n`);

process.once("SIGTERM", async () => {
  await served.close();
  await stopRuntime();
  process.exit(0);
});
