import { Command, CommanderError, InvalidArgumentError } from "commander";
import { CALL_HOME_PURPOSES, type CallHomePurpose } from "@/lib/core/purpose";
import { ok } from "@/lib/core/result";
import { agentCommand, type StopSignals } from "./commands/agent";
import { aliasCommand } from "./commands/alias";
import { confirmCommand, deliveriesCommand, redeliverCommand, showDeliveryCommand } from "./commands/deliveries";
import { downloadCommand } from "./commands/download";
import { evaluateCommand } from "./commands/evaluate";
import { exchangeCommand } from "./commands/exchange";
import { linkCommand } from "./commands/link";
import { logCommand } from "./commands/log";
import { listModelsCommand, listVersionsCommand } from "./commands/registry-lists";
import { rotateKeysCommand } from "./commands/rotate-keys";
import { tagCommand } from "./commands/tag";
import { whoamiCommand } from "./commands/whoami";
import { type Answer, fail } from "./failure";
import { addLaunch } from "./launch-program";
import { collect, LIST_LIMIT, wholeNumber } from "./option-values";
import { openSession, type Session, type SessionOptions } from "./session";

const EXIT_HELP = `
Environment:
  MODELWIRE_URL    where the server is, such as https://models.example.com
  MODELWIRE_TOKEN  an API token of your team

In a job of GitHub Actions that a delivery started, with id-token: write, download and evaluate need no token:
  MODELWIRE_DELIVERY  the delivery's id, where the run's payload does not have it as delivery_id
  MODELWIRE_AUDIENCE  the server's own address, where MODELWIRE_URL is another way to it

Exit codes: 0 done, 1 refused, 2 wrong usage, 3 server not reachable.`;

export type Program = { run(args: readonly string[]): Promise<Answer<null>> };

/** The command line: which words and options there are, and which command each starts. */
export function createProgram(options: Omit<SessionOptions, "isJson" | "purpose"> & StopSignals): Program {
  const program = new Command("modelwire");
  let answer: Answer<null> = ok(null);

  /** Runs a command with a session, and keeps what came of it. */
  async function perform(work: (session: Session) => Promise<Answer<null>>, purpose: CallHomePurpose | null = null) {
    const session = await openSession({ ...options, isJson: isJson(), purpose });
    answer = session.ok ? await work(session.value) : session;
  }

  function isJson(): boolean {
    return program.opts<{ json?: boolean }>().json === true;
  }

  program
    .description("Logs, links, promotes and downloads models, and tails what that delivers.")
    .option("--json", "print the API's own JSON, for machines")
    .helpOption("-h, --help", "show help")
    .addHelpText("after", EXIT_HELP)
    .configureOutput({
      writeOut: (text) => options.terminal.out(text.trimEnd()),
      writeErr: () => undefined, // Told by the caller, with its exit code.
    })
    .exitOverride();
  addWriting(program, perform);
  addReading(program, perform);
  addDeliveries(program, perform);
  addLaunch(program, perform);
  program
    .command("exchange")
    .description(
      "call home from a workflow run: show the version that its delivery is about, and get a token for other tools",
    )
    .option("--purpose <purpose>", "download or evaluate; may be repeated; both otherwise", collectPurpose)
    .option("--print", "print the token alone, masked in GitHub's log, for TOKEN=$(modelwire exchange --print)", false)
    .action(async (exchange) => {
      answer = await exchangeCommand({ ...options, isJson: isJson() }, exchange);
    });
  program
    .command("agent")
    .description("run what is queued, on this machine or in a cluster; see docs/launch-agents.md")
    .requiredOption("--queue <queue>", "the queue that its token is for")
    .option("--slots <count>", "runs at once", wholeNumber, 1)
    .option("--name <name>", "what it is called; this machine's name and the queue's otherwise")
    .option("--config <file>", "what it allows to be run, in YAML or JSON; nothing otherwise")
    .action(async (agent) => {
      answer = await agentCommand(options, agent);
    });

  return {
    async run(args) {
      try {
        await program.parseAsync([...globalFirst(args)], { from: "user" });
      } catch (error) {
        return answerOfCommander(error);
      }
      return answer;
    },
  };
}

type Perform = (work: (session: Session) => Promise<Answer<null>>, purpose?: CallHomePurpose) => Promise<void>;

function addWriting(program: Command, perform: Perform): void {
  program
    .command("log <path>")
    .description("log a file or a folder as an artifact, and link it if wished")
    .requiredOption("--project <project>", "the project that it belongs to")
    .requiredOption("--name <name>", "the artifact's name; each log is its next number")
    .option("--type <type>", "what it is", "model")
    .option("--metadata <key=value|@file.json>", "metadata; may be repeated", collect, [])
    .option("--description <text>", "what is special about it", "")
    .option("--run-id <id>", "the training run that made it")
    .option("--commit <sha>", "the commit that it was trained from")
    .option("--link <model>", "link it to this model at once")
    .option("--alias <alias>", "with --link, put this alias on it; may be repeated", collect, [])
    .option("--create", "with --link, make the model where there is none", false)
    .action((path, options) => perform((session) => logCommand(session, path, options)));

  program
    .command("link <source> <model>")
    .description("make a version of a model out of PROJECT/ARTIFACT[:v3], an artifact's id, or a URI")
    .option("--alias <alias>", "put this alias on it; may be repeated", collect, [])
    .option("--description <text>", "what is special about it")
    .option("--key <key>", "a repeat with the same key links nothing twice, such as a CI run's id")
    .option("--create", "make the model where there is none", false)
    .action((source, model, options) => perform((session) => linkCommand(session, source, model, options)));

  program
    .command("evaluate [[team/]model:version]")
    .description("record metrics and checks about a version. A workflow run may leave out its own")
    .requiredOption("--name <name>", "what was measured, such as holdout")
    .option("--metric <key=number|@file.json>", "a metric, or a file of them; may be repeated", collect, [])
    .option("--check <key=true|false>", "whether it passed a check; may be repeated", collect, [])
    .option("--run-url <url>", "where to look at what measured it; in GitHub Actions the run otherwise")
    .action((version, options) => perform((session) => evaluateCommand(session, version, options), "evaluate"));

  program
    .command("alias <model> <alias> [version]")
    .description("put or move an alias, such as production, onto a version (v3, or another alias)")
    .option("--expect <version>", "move it only from this version; none: only where nobody holds it")
    .option("--remove", "take the alias away", false)
    .option("--rollback", "put it back to where it stood before its last move", false)
    .action((model, alias, version, options) =>
      perform((session) => aliasCommand(session, model, alias, version, options)),
    );

  program
    .command("tag <subject> <key=value>")
    .description("tag MODEL, or one version as MODEL:v3")
    .option("--remove", "take the tag away; give its key alone", false)
    .action((subject, tag, options) => perform((session) => tagCommand(session, subject, tag, options)));
}

function addReading(program: Command, perform: Perform): void {
  program
    .command("download [[team/]model:version]")
    .description(
      "fetch a version's files, checked by their digests; what is right already stays. A workflow run may leave out its own",
    )
    .option("-o, --output <folder>", "where to put them; ./MODEL-v3 otherwise")
    .action((version, options) => perform((session) => downloadCommand(session, version, options), "download"));

  program
    .command("models")
    .description("list models, latest change first")
    .option("--name <part>", "with this in their name")
    .option("--tag <key>", "with this tag")
    .option("--alias <alias>", "where some version carries this alias")
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((options) => perform((session) => listModelsCommand(session, options)));

  program
    .command("versions <model>")
    .description("list the versions of a model, newest first")
    .option("--alias <alias>", "with this alias")
    .option("--tag <key>", "with this tag")
    .option("--metadata <condition>", "by metadata, such as accuracy>=0.9; may be repeated", collect)
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((model, options) => perform((session) => listVersionsCommand(session, model, options)));

  program
    .command("whoami")
    .description("show the team, role and models of the token")
    .action(() => perform(whoamiCommand));

  program
    .command("rotate-keys")
    .description("seal every secret anew under the current key; for operators")
    .action(() => perform(rotateKeysCommand));
}

function addDeliveries(program: Command, perform: Perform): void {
  program
    .command("deliveries")
    .description("list what automations sent, newest first")
    .option("--follow", "go on telling what is new or changes, until interrupted", false)
    .option("--state <state>", "only these: pending, sending, retrying, delivered, unknown, gave_up, stopped")
    .option("--automation <name>", "only of this automation")
    .option("--model <name>", "only about this model")
    .option("--limit <count>", "how many at most", wholeNumber, LIST_LIMIT)
    .action((options) => perform((session) => deliveriesCommand(session, options)))
    .command("show <id>")
    .description("show one delivery with every attempt: request, answer, outcome")
    .action((id) => perform((session) => showDeliveryCommand(session, id)));

  program
    .command("redeliver <id>")
    .description("send a delivery again")
    .action((id) => perform((session) => redeliverCommand(session, id)));

  program
    .command("confirm <id>")
    .description("say of a delivery whose end is not known that it arrived")
    .action((id) => perform((session) => confirmCommand(session, id)));
}

/** Commander knows `--json` before the command only; people write it at the end. What follows `--` is no option. */
function* globalFirst(args: readonly string[]): Generator<string> {
  const end = args.indexOf("--");
  const options = end === -1 ? args : args.slice(0, end);
  if (options.includes("--json")) {
    yield "--json";
  }
  yield* options.filter((arg) => arg !== "--json");
  yield* end === -1 ? [] : args.slice(end);
}

function answerOfCommander(error: unknown): Answer<null> {
  if (!(error instanceof CommanderError)) {
    throw error;
  }
  const isHelp = error.exitCode === 0 || error.code === "commander.help";
  return isHelp ? ok(null) : fail("usage", `${error.message.replace(/^error: /, "")}. See modelwire --help.`);
}

function collectPurpose(value: string, earlier: CallHomePurpose[] = []): CallHomePurpose[] {
  const purpose = CALL_HOME_PURPOSES.find((each) => each === value);
  if (!purpose) {
    throw new InvalidArgumentError(`Give ${CALL_HOME_PURPOSES.join(" or ")}.`);
  }
  return [...earlier, purpose];
}
