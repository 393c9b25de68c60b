import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { EMPTY_TEAM, FIRST_RUN_TEAM, makeTeam, STRANGERS, seedTeam, startReceivers, TEAM } from "./seed";
import { buildIfStale, startServer } from "./server";
import { SESSION_FILE } from "./session-file";

/** One server, seeded once, for all tests: they share it as people do, and those that write have things of their own. */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildIfStale();
  const receivers = await startReceivers();
  const server = await startServer({ team: TEAM, egress: [receivers.origin] });
  for (const team of [EMPTY_TEAM, FIRST_RUN_TEAM]) {
    await makeTeam(server.url, server.token, team);
  }
  const session = await server.signIn();
  await makeTeam(server.url, server.token, STRANGERS); // After the sign-in: the operator is in it with nobody.
  await seedTeam(server.url, server.token, receivers);

  process.env.MODELWIRE_E2E_URL = server.url;
  process.env.MODELWIRE_E2E_TOKEN = server.token;
  mkdirSync(dirname(SESSION_FILE), { recursive: true });
  writeFileSync(SESSION_FILE, JSON.stringify(stateOf(session)));

  return async () => {
    await server.stop();
    await receivers.close();
  };
}

function stateOf(value: string) {
  const cookie = { name: "modelwire_session", value, domain: "localhost", path: "/", expires: -1 };
  return { cookies: [{ ...cookie, httpOnly: true, secure: false, sameSite: "Lax" }], origins: [] };
}
