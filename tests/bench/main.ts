import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { startPostgres } from "../support/postgres";
import type { Bench } from "./bench";
import type { Figure, Findings } from "./figures";
import { measureLatency } from "./latency";
import { measureListing } from "./listing";
import { describeMachine, POSTGRES_SETTINGS } from "./machine";
import { measureMatching } from "./matching";
import { DATABASE_KINDS, type DatabaseKind } from "./product";
import { figureText, machineText, tableText } from "./report";
import { measureRest } from "./rest";
import { measureThroughput } from "./throughput";

const BENCHES: Readonly<Record<string, Bench>> = {
  throughput: measureThroughput,
  latency: measureLatency,
  matching: measureMatching,
  listing: measureListing,
  rest: measureRest,
};

type Wish = { names: string[]; kinds: readonly DatabaseKind[]; isQuick: boolean; json: string | undefined };

const USAGE = `npm run bench -- [--quick] [--only ${Object.keys(BENCHES).join("|")}] [--database ${DATABASE_KINDS.join("|")}] [--json <file>]`;

process.exitCode = await main(readWish());

async function main(wish: Wish): Promise<number> {
  const server = await startPostgres(POSTGRES_SETTINGS);
  try {
    const machine = await describeMachine(server);
    console.log(machineText(machine));
    const findings = openFindings();
    for (const name of wish.names) {
      for (const kind of wish.kinds) {
        await runOne(name, { kind, server, isQuick: wish.isQuick, findings });
      }
    }

    console.log(`\n${tableText(findings.figures)}\n`);
    if (wish.json) {
      writeFileSync(
        wish.json,
        `${JSON.stringify({ machine, figures: findings.figures, faults: findings.faults }, null, 2)}\n`,
      );
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
  return { figures, faults: [], say: (text) => console.log(text) };
}

function readWish(): Wish {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      only: { type: "string", multiple: true },
      database: { type: "string", multiple: true },
      json: { type: "string" },
    },
  });
  const names = values.only ?? Object.keys(BENCHES);
  const kinds = values.database ?? DATABASE_KINDS;
  if (names.some((name) => !(name in BENCHES)) || kinds.some((kind) => !isKind(kind))) {
    console.error(USAGE);
    process.exit(2);
  }
  return { names, kinds: kinds.filter(isKind), isQuick: values.quick, json: values.json };
}

function isKind(text: string): text is DatabaseKind {
  return DATABASE_KINDS.some((kind) => kind === text);
}
