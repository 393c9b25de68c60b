import { metricsResponse } from "@/app/_server/probes";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";

export function GET(request: Request): Promise<Response> {
  return metricsResponse(request);
}
