/**
 * True when the site's own page sent this request. Server actions have this check from Next; a route handler that changes
 * something needs it too, because a browser sends the session's cookie along whoever wrote the page.
 */
export function isFromOwnPage(request: Pick<Request, "headers">, baseUrl: string): boolean {
  const site = request.headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") {
    return false;
  }
  const origin = URL.parse(request.headers.get("origin") ?? "");
  if (!origin) {
    return false;
  }
  const host = request.headers.get("host");
  return origin.host === host || origin.origin === URL.parse(baseUrl)?.origin;
}
