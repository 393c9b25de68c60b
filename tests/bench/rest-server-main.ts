import { answerApi } from "@/app/_server/answer-api";
import { stopRuntime } from "@/app/_server/runtime";
import { serve } from "../rest/serve";

// The API alone, for a clone that has no build: as `npm start` serves it, without Next beside it.

const { url } = await serve(answerApi);
process.send?.({ origin: url });
process.once("SIGTERM", stop);
process.once("disconnect", stop);

async function stop(): Promise<void> {
  await stopRuntime();
  process.exit(0);
}
