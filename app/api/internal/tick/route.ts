import { tickResponse } from "@/app/_server/tick";

export const dynamic = "force-dynamic";
export const runtime = "nodejs";
/** Seconds: the turn's own bounds lie within it. */
export const maxDuration = 60;

/** Vercel's cron asks by GET. */
export function GET(request: Request): Promise<Response> {
  return tickResponse(request);
}

export function POST(request: Request): Promise<Response> {
  return tickResponse(request);
}
