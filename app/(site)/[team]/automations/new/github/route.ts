import { isFromOwnPage } from "@/app/_server/own-origin";
import { requireScope } from "@/app/_server/session";
import { readDraft, withoutGiven } from "@/lib/core/automation-draft";
import { env } from "@/lib/platform/env";
import { lookAtGitHub } from "../../_components/look-at-github";

/** A draft has a payload of at most 64 KiB, and its fields. */
const FORM_BYTES_MAX = 512 * 1024;

type LookContext = { params: Promise<{ team: string }> };

/**
 * What GitHub says of a draft while it is written. No server action, for a page sends those one after another, and what can
 * be seen here at once would wait for GitHub.
 */
export async function POST(request: Request, { params }: LookContext): Promise<Response> {
  if (!isFromOwnPage(request, env().MODELWIRE_URL)) {
    return new Response(null, { status: 403 });
  }
  const scope = await requireScope((await params).team);
  const length = request.headers.get("content-length");
  if (length === null || Number(length) > FORM_BYTES_MAX) {
    return new Response(null, { status: 413 });
  }
  const form = await request.formData().catch(() => null);
  const texts = [...(form ?? [])].filter((entry): entry is [string, string] => typeof entry[1] === "string");
  const look = await lookAtGitHub(scope, withoutGiven(readDraft(texts)));
  return Response.json(look, { headers: { "cache-control": "private, no-store" } });
}
