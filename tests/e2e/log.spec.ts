import { expect, test } from "@playwright/test";
import { apiOf } from "./support/api";
import { startServer } from "./support/server";
import { visitorOf } from "./support/visitor";

const TEAM = "quiet";

/** What the server's own process writes, at its most talkative, while people come in by every way and some fail to. */
test("no invitation, session, sign-in key or token reaches the log, whatever goes wrong with it @long", async () => {
  test.slow(); // It starts a server of its own: its log is the whole of what it wrote.
  const server = await startServer({ team: TEAM, egress: [], env: { LOG_LEVEL: "trace" } });
  const secrets = new Map([["the operator's link", new URL(server.link).searchParams.get("key") ?? ""]]);
  const afterStart = server.said().length; // The link itself is printed, once, for whoever starts the server.
  try {
    const operator = await server.signIn();
    secrets.set("the bootstrap token", server.token);
    secrets.set("a session", operator.cookie("modelwire_session"));

    const api = apiOf(server.url, TEAM, server.token);
    const { url } = (await api.post("/invitations", { role: "viewer" })) as { url: string };
    const path = new URL(url).pathname;
    secrets.set("an invitation", path.split("/").at(-1) ?? "");
    const { token } = (await api.post("/tokens", { name: "ci", role: "member" })) as { token: string };
    secrets.set("a token", token);

    await operator.open(path);
    await operator.open(server.link); // Used up by now.
    await visitorOf(server.url).open(path);
    await visitorOf(server.url).open(`/sign-in?next=${encodeURIComponent(path)}`);
    await failWith(server.url, path, operator.cookie("modelwire_session"));
    await fetch(`${server.url}/api/v1/teams/${TEAM}/models/none`, { headers: { authorization: `Bearer ${token}` } });
    await fetch(`${server.url}/api/v1/whoami?token=${token}`, { headers: { authorization: `Bearer ${token}x` } });
  } finally {
    await server.stop();
  }

  const said = server.said();
  expect(said).toContain(`"requestId"`); // It was talkative, and wrote of these very requests.
  expect(said).toMatch(/Server Action|invalid|aborted/i); // And of what went wrong.
  for (const [what, secret] of secrets) {
    expect(secret.length, what).toBeGreaterThan(20);
    expect(said.slice(what === "the operator's link" ? afterStart : 0).includes(secret), what).toBe(false);
  }
});

/** Requests about which Next itself complains: with a foreign origin, for an action that is not there, and cut to pieces. */
async function failWith(url: string, path: string, session: string): Promise<void> {
  const cookie = `modelwire_session=${session}`;
  const body = () => {
    const form = new FormData();
    form.append("$ACTION_ID_00000000000000000000000000000000000000aaaa", "");
    form.append("token", path);
    return form;
  };
  const attempts: Record<string, string>[] = [
    { cookie, origin: "https://evil.example" },
    { cookie, origin: url },
    { cookie, origin: url, "next-action": "00000000000000000000000000000000000000aaaa" },
    { cookie: `${cookie}; __Secure-next-auth.callback-url=%`, origin: url, "next-router-state-tree": "%7Bnot" },
  ];
  for (const headers of attempts) {
    await fetch(`${url}${path}`, { method: "POST", headers, body: body(), redirect: "manual" });
    await fetch(`${url}${path}?_rsc=1`, { headers: { ...headers, rsc: "1" }, redirect: "manual" });
  }
}
