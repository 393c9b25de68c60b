import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads where the server is. Like who we are it is never taken from an argument: those show in process lists. */
export function readUrl(env: Environment): Answer<string> {
  const url = env.MODELWIRE_URL?.trim();
  if (!url) {
    return fail(
      "usage",
      "MODELWIRE_URL is not set. Set it to where the server is: export MODELWIRE_URL=https://models.example.com",
    );
  }
  const parsed = URL.parse(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol) || parsed.search !== "" || parsed.hash !== "") {
    return fail("usage", "MODELWIRE_URL is not an http or https address. Write it like https://models.example.com");
  }
  if (parsed.username !== "" || parsed.password !== "") {
    return fail("usage", "MODELWIRE_URL holds a user name or password. Take it out: MODELWIRE_TOKEN says who you are.");
  }
  return ok((parsed.origin + parsed.pathname).replace(/\/+$/, ""));
}

export function hasToken(env: Environment): boolean {
  return Boolean(env.MODELWIRE_TOKEN?.trim());
}

/** Reads the token that says who we are. */
export function readToken(env: Environment): Answer<string> {
  const token = env.MODELWIRE_TOKEN?.trim();
  if (!token) {
    return fail(
      "usage",
      "MODELWIRE_TOKEN is not set. Make a token in the team's settings, under Tokens, then: export MODELWIRE_TOKEN=…",
    );
  }
  if (!/^[\x21-\x7e]+$/.test(token)) {
    return fail("usage", "MODELWIRE_TOKEN holds spaces or characters that no token has. Copy it again, whole.");
  }
  return ok(token);
}
