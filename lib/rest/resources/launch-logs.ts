import { Readable } from "node:stream";
import * as z from "zod";
import { ok } from "@/lib/core/result";
import { LOG_LINES_DEFAULT, LOG_LINES_MAX, logText, readLog } from "@/lib/launch/logs";
import { type Operation, operation, streamOperation } from "../operation";
import { logPage } from "../schemas/launch-agents";
import { nameParam } from "../schemas/shared";

const runParams = z.object({ run: nameParam("The run's number or id.") });
const NO_RUN = "There is no such run.";

export const LAUNCH_LOG_OPERATIONS: readonly Operation[] = [
  operation({
    id: "readRunLog",
    method: "GET",
    path: "/teams/{team}/runs/{run}/logs",
    tag: "Launch",
    summary: "Read a run's log",
    description: "Lines from a number on, also while the run goes on: ask again with `nextLine` until `isEnded`.",
    params: runParams,
    query: z.object({
      fromLine: z.coerce.number().int().min(1).max(2_147_483_647).default(1),
      limit: z.coerce.number().int().min(1).max(LOG_LINES_MAX).default(LOG_LINES_DEFAULT),
    }),
    success: {
      status: 200,
      description: "A part of the log.",
      schema: logPage,
      example: {
        lines: [{ number: 1, lease: 1, at: 1_795_438_724_269, stream: "out", text: "epoch 1 of 10" }],
        nextLine: 2,
        hasMore: false,
        state: "running",
        isEnded: false,
        isCut: false,
      },
    },
    problems: { not_found: NO_RUN },
    run: ({ db }, { scope, params, query }) => readLog(db, scope, params.run, query),
  }),
  streamOperation({
    id: "downloadRunLog",
    method: "GET",
    path: "/teams/{team}/runs/{run}/log.txt",
    tag: "Launch",
    summary: "Download a run's log",
    description: "All of it that there is now, as text: one line for each, with its time.",
    params: runParams,
    success: { status: 200, description: "The log." },
    stream: { responseMediaType: "text/plain" },
    problems: { not_found: NO_RUN },
    async run({ db }, { scope, params }) {
      const found = await readLog(db, scope, params.run, { fromLine: 1, limit: 1 });
      if (!found.ok) {
        return found;
      }
      const bytes = Readable.toWeb(Readable.from(logText(db, scope, params.run)).map((text) => Buffer.from(text)));
      return ok(
        new Response(bytes as ReadableStream<Uint8Array>, {
          headers: {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": `attachment; filename="run-${params.run}.log"`,
            "Cache-Control": "no-store",
          },
        }),
      );
    },
  }),
];
