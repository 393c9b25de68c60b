import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import { type Answer, fail } from "../failure";
import { parseExpected, parseModelReference, refuseSystemAlias } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";

export type AliasOptions = { expect?: string; remove: boolean; rollback: boolean };

type Moved = { alias: string; from: number | null; to: number | null };

export async function aliasCommand(
  session: Session,
  modelText: string,
  alias: string,
  version: string | undefined,
  options: AliasOptions,
): Promise<Answer<null>> {
  const wish = readWish(modelText, alias, version, options);
  if (!wish.ok) {
    return wish;
  }
  const team = await session.team(wish.value.team);
  if (!team.ok) {
    return team;
  }

  const path = { team: team.value, model: wish.value.model, alias };
  const moved = await move(session, path, wish.value);
  return moved.ok
    ? tell(session, moved.value, () => session.terminal.out(sentence(session, path.model, moved.value)))
    : moved;
}

type Wish = { team: string | null; model: string; expected?: number | null } & (
  | { act: "put"; version: string }
  | { act: "remove" | "rollback" }
);

function readWish(modelText: string, alias: string, version: string | undefined, options: AliasOptions): Answer<Wish> {
  const model = parseModelReference(modelText);
  if (!model.ok) {
    return model;
  }
  const system = refuseSystemAlias(alias);
  if (!system.ok) {
    return system;
  }
  const expected = options.expect === undefined ? ok(undefined) : parseExpected(options.expect);
  if (!expected.ok) {
    return expected;
  }

  const { team, model: name } = model.value;
  const base = { team, model: name, ...(expected.value === undefined ? {} : { expected: expected.value }) };
  if (options.remove && options.rollback) {
    return fail("usage", "--remove and --rollback exclude each other.");
  }
  if (options.remove || options.rollback) {
    return version === undefined
      ? ok({ ...base, act: options.remove ? "remove" : "rollback" })
      : fail("usage", `Leave out ${version}: --remove and --rollback take no version.`);
  }
  return version === undefined
    ? fail("usage", "Say which version: modelwire alias MODEL ALIAS v3. Or give --remove or --rollback.")
    : ok({ ...base, act: "put", version });
}

function move(
  session: Session,
  path: { team: string; model: string; alias: string },
  wish: Wish,
): Promise<Answer<Moved>> {
  const expected = wish.expected === undefined ? {} : { expectedVersion: wish.expected };
  if (wish.act === "put") {
    return ask(
      session.api.PUT("/teams/{team}/models/{model}/aliases/{alias}", {
        params: { path },
        body: { version: wish.version, ...expected },
      }),
    );
  }
  if (wish.act === "rollback") {
    return ask(
      session.api.POST("/teams/{team}/models/{model}/aliases/{alias}/rollback", { params: { path }, body: expected }),
    );
  }
  if (wish.expected === null) {
    return Promise.resolve(
      fail("usage", "--remove with --expect none does nothing: name the version that holds the alias."),
    );
  }
  const query = wish.expected === undefined ? {} : { expectedVersion: wish.expected };
  return ask(session.api.DELETE("/teams/{team}/models/{model}/aliases/{alias}", { params: { path, query } }));
}

function sentence(session: Session, model: string, { alias, from, to }: Moved): string {
  const { terminal } = session;
  const name = `${terminal.paint(shown(alias), "good")} of ${terminal.paint(shown(model), "strong")}`;
  if (to === null) {
    return `${name}: taken off v${from}`;
  }
  if (from === to) {
    return `${name}: at v${to} already, nothing changed`;
  }
  return from === null ? `${name}: put on v${to}` : `${name}: v${from} → v${to}`;
}
