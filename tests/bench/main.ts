import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import postgres from "postgres";
import { type PostgresServer, startPostgres } from "../support/postgres";
import type { Bench, BenchContext } from "./bench";
import { measureClaiming } from "./claiming";
import type { Figure, Findings } from "./figures";
import { measureIsolation } from "./isolation";
import { measureLatency } from "./latency";
import { measureListing } from "./listing";
import { describeMachine, POSTGRES_SETTINGS } from "./machine";
import { measureMatching } from "./matching";
import { measureMlflow } from "./mlflow";
import { measurePages } from "./pages";
import { DATABASE_KINDS, type DatabaseKind } from "./product";
import { figureText, machineText, tableText } from "./report";
import { measureRest } from "./rest";
import { measureSoak } from "./soak";
import { measureThroughput } from "./throughput";
import { STATEMENT_SETTINGS } from "./watch";

const BENCHES: Readonly<Record<string, Bench>> = {
  throughput: measureThroughput,
  latency: measureLatency,
  isolation: measureIsolation,
  matching: measureMatching,
  claiming: measureClaiming,
  listing: measureListing,
  rest: measureRest,
  mlflow: measureMlflow,
  pages: measurePages,
  soak: measureSoak,
};

type Wish = Pick<BenchContext, "isQuick" | "soak"> & {
  names: string[];
  kinds: readonly DatabaseKind[];
  json: string | undefined;
  profile: string | undefined;
};

const USAGE = `npm run bench -- [--quick] [--only ${Object.keys(BENCHES).join("|")}] [--database ${DATABASE_KINDS.join("|")}]
  [--json <file>] [--deliveries <how many a soak makes>] [--plot <file for its plot>] [--profile <file>]`;

process.exitCode = await main(readWish());

async function main(wish: Wish): Promise<number> {
  const server = await startServer(wish.profile !== undefined);
  try {
    const machine = await describeMachine(server);
    console.log(machineText(machine));
    const findings = openFindings();
    for (const name of wish.names) {
      for (const kind of wish.kinds) {
        const { isQuick, soak } = wish;
        await runOne(name, { kind, server, isQuick, soak, isProfiled: wish.profile !== undefined, findings });
      }
    }

    console.log(`\n${tableText(findings.figures)}\n`);
    if (wish.json) {
      writeFileSync(
        wish.json,
        `${JSON.stringify({ machine, figures: findings.figures, faults: findings.faults }, null, 2)}\n`,
      );
    }
    if (wish.profile) {
      writeFileSync(wish.profile, [machineText(machine), ...findings.profiles].join("\n\n"));
    }
    for (const fault of findings.faults) {
      console.error(`WRONG: ${fault}`);
    }
    console.log(findings.faults.length === 0 ? "Every result was right." : "Some results were wrong.");
    return findings.faults.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
  }
}

/** With its statements counted, if that is wished and this Postgres has the module for it. */
async function startServer(isProfiled: boolean): Promise<PostgresServer> {
  const server = await startPostgres(POSTGRES_SETTINGS);
  if (!isProfiled || !(await canCountStatements(server))) {
    return server;
  }
  await server.stop();
  return startPostgres({ ...POSTGRES_SETTINGS, ...STATEMENT_SETTINGS });
}

async function canCountStatements(server: PostgresServer): Promise<boolean> {
  const sql = postgres(server.url("postgres"), { max: 1 });
  const found = await sql`select from pg_available_extensions where name = 'pg_stat_statements'`;
  await sql.end();
  return found.length > 0;
}

async function runOne(name: string, context: Parameters<Bench>[0]): Promise<void> {
  const { figures, say } = context.findings;
  say(`\n${name}, ${context.kind} …`);
  const before = figures.length;
  // One that breaks is a wrong result; what the others have found is shown all the same.
  await BENCHES[name]?.(context).catch((error: unknown) => {
    console.error(error);
    context.findings.faults.push(`${name}, ${context.kind}: it broke off: ${String(error)}`);
  });
  for (const figure of figures.slice(before)) {
    say(figureText(figure));
  }
}

function openFindings(): Findings {
  const figures: Figure[] = [];
  return { figures, faults: [], profiles: [], say: (text) => console.log(text) };
}

function readWish(): Wish {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true },
      database: { type: "string", multiple: true },
      json: { type: "string" },
      deliveries: { type: "string" },
      plot: { type: "string" },
      profile: { type: "string" },
    },
  });
  const names = values.only ?? Object.keys(BENCHES);
  const kinds = values.database ?? DATABASE_KINDS;
  const deliveries = values.deliveries === undefined ? null : Number(values.deliveries);
  const isCount = deliveries === null || (Number.isInteger(deliveries) && deliveries > 0);
  if (names.some((name) => !(name in BENCHES)) || kinds.some((kind) => !isKind(kind)) || !isCount) {
    console.error(USAGE);
    process.exit(2);
  }
  const { quick: isQuick, json, profile, plot = null } = values;
  return { names, kinds: kinds.filter(isKind), isQuick, json, profile, soak: { deliveries, plot } };
}

function isKind(text: string): text is DatabaseKind {
  return DATABASE_KINDS.some((kind) => kind === text);
}
