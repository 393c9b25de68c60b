import { after } from "next/server";
import { startRuntime } from "@/app/_server/runtime";
import { tickAfterWrite } from "@/app/_server/tick";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
/** Seconds: what was answered before it was done may go on for so long. */
export const maxDuration = 60;

/** Where GitHub tells what happened. The signature is over the very bytes, so nothing parses them before. */
export async function POST(request: Request): Promise<Response> {
  const { ports } = await startRuntime();
  const response = await ports.githubApp.receive(request, (work) => after(() => work));
  if (response.ok) {
    tickAfterWrite();
  }
  return response;
}
