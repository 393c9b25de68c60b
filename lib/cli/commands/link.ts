import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import type { Answer } from "../failure";
import type { LinkSource } from "../references";
import { parseLinkSource, parseModelReference } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";

export type LinkWish = {
  team: string;
  model: string;
  source: LinkSource;
  aliases: readonly string[];
  description: string;
  /** With it, the same link made again answers with the version that the first one made. */
  key: string | null;
  /** Makes the model where there is none. */
  isCreating: boolean;
};

export type LinkOptions = { alias: string[]; create: boolean; description?: string; key?: string };

export async function linkCommand(
  session: Session,
  sourceText: string,
  modelText: string,
  options: LinkOptions,
): Promise<Answer<null>> {
  const source = parseLinkSource(sourceText);
  if (!source.ok) {
    return source;
  }
  const model = parseModelReference(modelText);
  if (!model.ok) {
    return model;
  }
  const team = await session.team(model.value.team);
  if (!team.ok) {
    return team;
  }

  const linked = await linkSource(session, {
    team: team.value,
    model: model.value.model,
    source: source.value,
    aliases: options.alias,
    description: options.description ?? "",
    key: options.key ?? null,
    isCreating: options.create,
  });
  return linked.ok
    ? tell(session, linked.value, () => session.terminal.out(linkedSentence(session, linked.value)))
    : linked;
}

export async function linkSource(session: Session, wish: LinkWish) {
  if (wish.isCreating) {
    const made = await ensureModel(session, wish.team, wish.model);
    if (!made.ok) {
      return made;
    }
  }
  return ask(
    session.api.POST("/teams/{team}/models/{model}/versions", {
      params: { path: { team: wish.team, model: wish.model } },
      body: {
        source: wish.source,
        aliases: [...wish.aliases],
        description: wish.description,
        ...(wish.key === null ? {} : { key: wish.key }),
      },
    }),
  );
}

type Linked = { model: { name: string }; number: number; aliases: { name: string; isSystem: boolean }[] };

export function linkedSentence(session: Session, version: Linked): string {
  const { terminal } = session;
  const name = terminal.paint(shown(`${version.model.name}:v${version.number}`), "strong");
  const aliases = version.aliases.flatMap((alias) => (alias.isSystem ? [] : shown(alias.name))).join(", ");
  return `Linked ${name}${aliases === "" ? "" : `  ${terminal.paint(aliases, "good")}`}`;
}

async function ensureModel(session: Session, team: string, name: string): Promise<Answer<null>> {
  const path = { team, model: name };
  const found = await ask(session.api.GET("/teams/{team}/models/{model}", { params: { path } }));
  if (found.ok) {
    return ok(null);
  }
  const made = await ask(
    session.api.POST("/teams/{team}/models", { params: { path: { team } }, body: { name, description: "", card: "" } }),
  );
  if (made.ok) {
    return ok(null);
  }
  // Somebody else may have made it between the two calls.
  const again = await ask(session.api.GET("/teams/{team}/models/{model}", { params: { path } }));
  return again.ok ? ok(null) : made;
}
