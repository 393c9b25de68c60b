import * as z from "zod";
import { ok } from "@/lib/core/result";
import { type Answer, type Failure, fail } from "./failure";
import { shown } from "./terminal";

/** What the typed client answers: exactly one of data and error. */
type Called = { data?: unknown; error?: unknown; response: Response };
type DataOf<C extends Called> = C extends { data: infer D; error?: undefined } ? D : never;

const problem = z.object({
  detail: z.string(),
  code: z.string(),
  reason: z.string().optional(),
  requestId: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).default([]),
});

/** The gateway in front of the server speaks for it: nobody is there. */
const UNREACHABLE_STATUSES: readonly number[] = [502, 503, 504];

/** Why no answer came, by the code that Node gives. Its own words would be shown to nobody's use. */
const NETWORK_WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "Nothing listens there. Is the server running, and is the port right?",
  ENOTFOUND: "The host name is not known. Look at its spelling.",
  EAI_AGAIN: "The host name could not be looked up just now. Is this machine online?",
  ECONNRESET: "The connection broke. Try again.",
  UND_ERR_SOCKET: "The connection broke. Try again.",
  ETIMEDOUT: "The server did not answer in time.",
  UND_ERR_CONNECT_TIMEOUT: "The server did not answer in time.",
  UND_ERR_HEADERS_TIMEOUT: "The server did not answer in time.",
  UND_ERR_BODY_TIMEOUT: "The server stopped in the middle of its answer.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is self-signed. Name it in NODE_EXTRA_CA_CERTS.",
  CERT_HAS_EXPIRED: "Its certificate is past its end.",
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another name.",
};

/** Waits for a call and says in our words what came of it. */
export async function ask<C extends Called>(call: Promise<C>): Promise<Answer<DataOf<C>>> {
  try {
    const { data, error, response } = await call;
    return response.ok
      ? ok(data as DataOf<C>) // The client's own type says that data is there when the response is ok.
      : { ok: false, problem: failureOf(response, error) };
  } catch (error) {
    return { ok: false, problem: failureOfThrown(error) };
  }
}

/** What a response without success says. `body` is the parsed JSON, or whatever else came. */
export function failureOf(response: Response, body: unknown): Failure {
  const requestId = response.headers.get("x-request-id");
  const told = problem.safeParse(typeof body === "string" ? parsed(body) : body);
  if (response.status === 401) {
    const message =
      "The server does not accept MODELWIRE_TOKEN: it is unknown, revoked or past its end. Make a new one in the team's settings.";
    return { kind: "refused", message, requestId };
  }
  const kind = UNREACHABLE_STATUSES.includes(response.status) ? "unreachable" : "refused";
  if (!told.success) {
    const message = `${origin(response.url)} answered ${response.status}, which is not Modelwire's way. Is MODELWIRE_URL right?`;
    return { kind, message, requestId };
  }
  return {
    kind,
    code: told.data.code,
    ...(told.data.reason === undefined ? {} : { reason: told.data.reason }),
    message: shown(told.data.detail),
    lines: told.data.errors
      .filter(({ path, message }) => path !== "" && message !== told.data.detail)
      .map((each) => shown(`${each.path}: ${each.message}`)),
    requestId: told.data.requestId ?? requestId,
  };
}

export function failureOfThrown(error: unknown): Failure {
  if (error instanceof SyntaxError) {
    return fail("refused", "What answered is not Modelwire. Is MODELWIRE_URL right?").problem;
  }
  const code = codeOf(error);
  const words = NETWORK_WORDS[code] ?? `The network failed${code === "" ? "" : ` (${code})`}.`;
  return fail("unreachable", `The server cannot be reached. ${words}`).problem;
}

/** Node's fetch puts what really happened into the cause, sometimes one for each address that it tried. */
function codeOf(error: unknown): string {
  const chain = z.object({ code: z.string().optional(), cause: z.unknown(), errors: z.array(z.unknown()).optional() });
  const read = chain.safeParse(error);
  if (!read.success) {
    return "";
  }
  return read.data.code ?? codeOf(read.data.cause ?? read.data.errors?.[0]);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Decided by the schema: null fits none.
  }
}

function origin(url: string): string {
  return URL.parse(url)?.origin ?? "The server";
}
