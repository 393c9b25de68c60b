import { retryingFetch } from "@/lib/client/retrying-fetch";

/**
 * Bytes straight to and from the store that keeps the files, at addresses that our server signed. Such an address is a
 * right of its own: the token stays with our server. Whatever goes wrong here, our server is the other way.
 */
const send = retryingFetch({ triesMax: 2 });

/** False when the store did not take the part. */
export async function putAtStore(
  { url, headers }: { url: string; headers: Record<string, string> },
  bytes: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const answer = await sent(url, { method: "PUT", headers, body: bytes });
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}

/** Null when the store did not answer with bytes. */
export async function openAtStore(
  url: string,
  start: number,
): Promise<{ start: number; body: ReadableStream<Uint8Array> } | null> {
  const answer = await sent(url, start === 0 ? {} : { headers: { Range: `bytes=${start}-` } });
  if (answer?.ok && answer.body) {
    return { start: answer.status === 206 ? start : 0, body: answer.body };
  }
  await answer?.body?.cancel();
  return null;
}

/** A store that could not be reached once, for example behind a firewall, is not waited for again with every file. */
const unreached = new Set<string>();

async function sent(url: string, init: RequestInit): Promise<Response | null> {
  const place = URL.parse(url);
  if (!place || !/^https?:$/.test(place.protocol) || unreached.has(place.origin)) {
    return null;
  }
  return send(new Request(url, { ...init, redirect: "error" })).catch(() => {
    unreached.add(place.origin);
    return null;
  });
}
