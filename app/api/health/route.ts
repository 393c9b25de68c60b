import { liveResponse } from "@/app/_server/probes";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export function GET(): Response {
  return liveResponse();
}
