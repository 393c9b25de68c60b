import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createEmulator } from "emulate";
import { apiOf } from "./api";
import { TEAM } from "./seed";
import type { TestServer } from "./server";
import { type Visitor, visitorOf } from "./visitor";

/** Who tests act as, by their names at GitHub. All but the stranger are in the seeded team, in the role that names them. */
export const PEOPLE = {
  admin: "mara-lindqvist",
  member: "priya-n",
  viewer: "j-okafor",
  stranger: "sam-stranger",
} as const;

/** Accounts for tests that end sessions or change memberships: whoever signs in as one of PEOPLE keeps what they have. */
export const GUESTS = { invited: "robin-invited", roaming: "alex-roaming" } as const;

/** Knows no invitation and no rule lets them in: GitHub signs them in, Modelwire does not. */
export const UNINVITED = "nobody-asked";

/** Members of this organisation may sign up without an invitation; the stranger is one. */
const ORGANIZATION = "acme-org";

export type PersonName = keyof typeof PEOPLE;

/** The file that `test.use({ storageState: sessionOf("member") })` takes: the cookies of that person's browser. */
export function sessionOf(person: PersonName | "operator"): string {
  return join(".cache", "e2e", `${person}.json`);
}

/** A browser in which nobody is signed in. */
export const NO_SESSION = { cookies: [], origins: [] };

export type Github = { url: string; env: Record<string, string>; close(): Promise<void> };

/** GitHub on loopback, with its OAuth pages, whose people may sign in to a Modelwire at the address. */
export async function startGithub(modelwireUrl: string): Promise<Github> {
  const app = { client_id: "Iv1.modelwire", client_secret: "a-secret-of-the-emulated-github" };
  const emulator = await createEmulator({
    service: "github",
    port: 0,
    seed: {
      github: {
        users: [...Object.values(PEOPLE), ...Object.values(GUESTS), UNINVITED].map((login) => ({
          login,
          name: `${login} of Acme`,
          email: `${login}@example.com`,
        })),
        orgs: [{ login: ORGANIZATION, name: "Acme", members: [{ login: PEOPLE.stranger }, { login: GUESTS.roaming }] }],
        oauth_apps: [{ ...app, name: "Modelwire", redirect_uris: [`${modelwireUrl}/api/auth/callback/github`] }],
      },
    },
  });
  return {
    url: emulator.url,
    env: {
      GITHUB_URL: emulator.url,
      GITHUB_API_URL: emulator.url,
      GITHUB_CLIENT_ID: app.client_id,
      GITHUB_CLIENT_SECRET: app.client_secret,
      SIGN_UP_ALLOW: `github:${ORGANIZATION}`,
    },
    close: () => emulator.close(),
  };
}

/**
 * Has everybody sign in, and keeps their sessions: admin, member and viewer come by an invitation, the stranger by a rule
 * of `SIGN_UP_ALLOW`, the operator came by the printed link.
 */
export async function makeSessions(server: TestServer, operator: Visitor): Promise<void> {
  const api = apiOf(server.url, TEAM, server.token);
  keep("operator", operator);
  for (const role of ["admin", "member", "viewer"] as const) {
    const { url } = await api.post("/invitations", { role });
    const path = new URL(String(url)).pathname;
    const visitor = visitorOf(server.url);
    await visitor.signInWithGithub(PEOPLE[role], path);
    await visitor.submit(path, `Join ${TEAM}`);
    keep(role, visitor);
  }
  const stranger = visitorOf(server.url);
  await stranger.signInWithGithub(PEOPLE.stranger, "/");
  keep("stranger", stranger);
}

function keep(person: PersonName | "operator", visitor: Visitor): void {
  const path = sessionOf(person);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(visitor.storageState()));
}
