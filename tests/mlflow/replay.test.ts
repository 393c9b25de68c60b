import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Difference, differencesOf, KEPT } from "./differences";
import { type MlflowStage, openMlflowStage } from "./stage";
import { type Exchange, groupSequences, readSequences } from "./transcripts/transcripts";

const REPLAY_TIMEOUT_MS = 120_000;

let stage: MlflowStage;
const seen: Difference[] = [];

beforeAll(async () => {
  stage = await openMlflowStage("embedded", { allowedOrigins: ["https://localhost"] });
});
afterAll(() => stage.close());

const GROUPS = groupSequences(readSequences()).map((group) => ({
  ...group,
  name: group.reads.map(({ test: name }) => name).join(", "),
}));

test.each(GROUPS)(
  "answers as MLflow's own server did: $name",
  async ({ writes, reads }) => {
    const team = await stage.api.database.team();
    const player = { path: `/mlflow/${team.name}/api/2.0/mlflow/`, token: await stage.api.token("admin", { team }) };
    const written = new Map([["example.com", "localhost"]]); // Tests look up no name outside this machine.
    const unexpected: string[] = [];

    unexpected.push(...(await play(player, writes, written)));
    for (const { exchanges } of reads) {
      unexpected.push(...(await play(player, exchanges, new Map(written))));
    }

    expect(unexpected).toEqual([]);
  },
  REPLAY_TIMEOUT_MS,
);

test("differs on purpose in no more and no less than docs/mlflow.md tells", () => {
  const unseen = KEPT.filter((kept) => !seen.some((difference) => kept.covers(difference)));

  expect(unseen.map(({ name }) => name)).toEqual([]);
  expect(differencesTold()).toEqual(KEPT.map(({ name }) => name));
});

/** The first column of the first table of differences. */
function differencesTold(): string[] {
  const [, table = ""] = readFileSync("docs/mlflow.md", "utf8").split("| difference | reason |\n| --- | --- |\n");
  const [rows = ""] = table.split("\n\n");
  return rows.split("\n").map((row) => row.split(" | ")[0]?.slice(2) ?? "");
}

type Player = { path: string; token: string };

/** `names` maps the ids and page tokens of the recording to the ones that stand for them here. */
async function play({ path, token }: Player, exchanges: readonly Exchange[], names: Map<string, string>) {
  const unexpected: string[] = [];
  for (const exchange of exchanges) {
    const { method, body, status, response } = exchange;
    const answer = await stage.mlflow(method, `${path}${renamed(exchange.path, names)}`, {
      token,
      ...(body === undefined ? {} : { body: JSON.parse(renamed(JSON.stringify(body), names)) }),
    });
    learnNames(response, answer.body, names);

    const call = `${method} ${exchange.path}`;
    const found = differencesOf(call, JSON.parse(renamed(JSON.stringify(response), names)), answer.body);
    seen.push(...found);
    const unkept = found.filter((difference) => !KEPT.some((kept) => kept.covers(difference)));
    unexpected.push(...unkept.map(({ field, kind }) => `${call}: ${field} ${kind}: ${JSON.stringify(answer.body)}`));
    if (answer.status !== status) {
      unexpected.push(`${call}: ${answer.status}, not ${status}: ${JSON.stringify(answer.body)}`);
    }
  }
  return unexpected;
}

function learnNames(
  recorded: Record<string, unknown>,
  ours: Record<string, unknown>,
  names: Map<string, string>,
): void {
  if (typeof recorded.next_page_token === "string") {
    names.set(encodeURIComponent(recorded.next_page_token), encodeURIComponent(String(ours.next_page_token)));
  }
  const told = idOf(recorded);
  const own = idOf(ours);
  if (told && own) {
    names.set(told, own);
  }
}

function idOf({ webhook }: Record<string, unknown>): string | null {
  return typeof webhook === "object" && webhook !== null && "webhook_id" in webhook ? String(webhook.webhook_id) : null;
}

function renamed(text: string, names: ReadonlyMap<string, string>): string {
  return [...names].reduce((whole, [name, ours]) => whole.replaceAll(name, ours), text);
}
