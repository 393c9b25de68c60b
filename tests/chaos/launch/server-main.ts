import { createServer } from "node:http";
import { answerApi } from "@/app/_server/answer-api";
import { exchange } from "@/app/_server/exchange";
import { startRuntime, stopRuntime } from "@/app/_server/runtime";

// The product's runtime and its API, as `npm start` serves them past Next, at the port that the run chose: one that is
// killed comes back at the same address.

await startRuntime();
const server = createServer((incoming, outgoing) => {
  exchange(answerApi, incoming, outgoing).catch(() => outgoing.destroy());
});
server.listen(Number(process.env.CHAOS_PORT), "127.0.0.1");
process.once("SIGTERM", async () => {
  server.close();
  await stopRuntime();
  process.exit(0);
});
