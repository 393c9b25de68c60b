import { readyResponse } from "@/app/_server/probes";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export function GET(): Promise<Response> {
  return readyResponse();
}
