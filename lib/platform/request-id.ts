import { newId } from "./id";

const REQUEST_ID = /^[\w.:-]{1,128}$/;

const requestIds = new WeakMap<Request, string>();

/** Where a call stands in logs and answers. */
export type RequestPlace = { requestId: string; path: string };

/** The caller's own id where it is a sane one, else a new one; the same at every asking. */
export function requestIdOf(request: Request): string {
  const known = requestIds.get(request);
  if (known) {
    return known;
  }
  const sent = request.headers.get("x-request-id") ?? "";
  const requestId = REQUEST_ID.test(sent) ? sent : newId("request");
  requestIds.set(request, requestId);
  return requestId;
}

export function placeOf(request: Request): RequestPlace {
  return { requestId: requestIdOf(request), path: new URL(request.url).pathname };
}
