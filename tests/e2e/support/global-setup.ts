import { freePort } from "../../support/free-port";
import { openOwnDatabase } from "./database";
import { seedLaunch } from "./launch";
import { makeSessions, startGithub } from "./people";
import { EMPTY_TEAM, FIRST_RUN_TEAM, makeTeam, STRANGERS, seedTeam, startReceivers, TEAM } from "./seed";
import { buildIfStale, startServer } from "./server";

/**
 * One server, seeded once, for all tests: they share it as people do, and those that write have things of their own. Its
 * people signed in through the pages of an emulated GitHub; each one's session lies in a file. It runs on the embedded
 * default, or on a Postgres of its own where `MODELWIRE_E2E_DATABASE` says so.
 */
export default async function setUp(): Promise<() => Promise<void>> {
  await buildIfStale();
  const port = await freePort();
  const github = await startGithub(`http://localhost:${port}`);
  const receivers = await startReceivers();
  const database = await openOwnDatabase();
  const env = { ...github.env, ...database.env };
  const server = await startServer({ team: TEAM, egress: [receivers.origin], port, env });
  for (const team of [EMPTY_TEAM, FIRST_RUN_TEAM]) {
    await makeTeam(server.url, server.token, team);
  }
  const operator = await server.signIn();
  await makeTeam(server.url, server.token, STRANGERS); // After the sign-in: the operator is in it with nobody.
  await seedTeam(server.url, server.token, receivers);
  await seedLaunch(server.url, server.token);
  await makeSessions(server, operator);

  process.env.MODELWIRE_E2E_URL = server.url;
  process.env.MODELWIRE_E2E_TOKEN = server.token;
  process.env.MODELWIRE_E2E_GITHUB = github.url;

  return async () => {
    await server.stop();
    await database.stop();
    await receivers.close();
    await github.close();
  };
}
