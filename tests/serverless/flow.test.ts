import { afterAll, beforeAll, expect, test } from "vitest";
import { type Received, walkThrough } from "../rest/flow-steps";
import { type FunctionServer, openSurroundings, type Surroundings, TEAM } from "./function-server";

let surroundings: Surroundings;
let server: FunctionServer;

beforeAll(async () => {
  surroundings = await openSurroundings();
  server = await surroundings.startServer();
}, 300_000);
afterAll(() => surroundings?.close());

test("logs files, links, promotes, is delivered signed, and downloads the very bytes from the store", async () => {
  const received: Received[] = [];
  surroundings.receiver.reply = ({ headers, body }) => {
    received.push({ headers: new Headers(headers as Record<string, string>), body });
    return {};
  };

  await walkThrough({ client: server.api, team: TEAM, receiverUrl: surroundings.receiver.origin, received });

  expect(surroundings.store.calls.filter(({ isPresigned }) => isPresigned)).not.toEqual([]);
}, 60_000);
