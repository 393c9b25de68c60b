import type { IncomingMessage, ServerResponse } from "node:http";
import { log } from "@/lib/platform/log";
import { markAddress } from "./address";
import { type Answer, exchange } from "./exchange";

/** An address of the APIs, ours or MLflow's, as it is meant; any other spelling, such as with a slash at its end, is the site's to redirect. */
const API_URL = /^\/(api\/v1|api\/2\.0|mlflow)(\/[^/?\\]+)*(\?|$)/;
const API_METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

type AnswerSite = (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<void>;

/**
 * Sends calls of the API straight to it, as soon as it is there, and everything else to the site. `proxyHops` is how many
 * proxies of ours stand in front: so many hops of X-Forwarded-For are believed.
 */
export function createListener(findApi: () => Promise<Answer | null>, answerSite: AnswerSite, proxyHops: number) {
  let api: Answer | null = null;

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const isApi = API_METHODS.has(incoming.method ?? "") && API_URL.test(incoming.url ?? "");
    if (isApi) {
      api ??= await findApi();
    }
    await (isApi && api ? exchange(api, incoming, outgoing) : answerSite(incoming, outgoing));
  }

  return (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    markAddress(incoming, proxyHops);
    answer(incoming, outgoing).catch((error: unknown) => fail(error, outgoing));
  };
}

/** The API and the site answer for their own faults; what comes here is mostly a caller who went away. */
function fail(error: unknown, outgoing: ServerResponse): void {
  if (outgoing.destroyed) {
    return;
  }
  log().error({ err: error }, "A request could not be answered.");
  if (outgoing.headersSent) {
    outgoing.destroy();
  } else {
    outgoing.writeHead(500).end();
  }
}
