import { ask } from "../ask";
import { type Answer, fail } from "../failure";
import { parseModelReference, parseTag } from "../references";
import { type Session, tell } from "../session";
import { shown } from "../terminal";

/** Sets or removes a tag on a version, or on the model as a whole where no version is named. */
export async function tagCommand(
  session: Session,
  subject: string,
  text: string,
  options: { remove: boolean },
): Promise<Answer<null>> {
  const reference = parseModelReference(subject);
  if (!reference.ok) {
    return reference;
  }
  const tag = parseTag(text);
  if (!tag.ok) {
    return tag;
  }
  if (options.remove && text.includes("=")) {
    return fail("usage", `--remove takes the key alone: ${tag.value.key}.`);
  }
  const team = await session.team(reference.value.team);
  if (!team.ok) {
    return team;
  }

  const path = { team: team.value, model: reference.value.model, key: tag.value.key };
  const { version } = reference.value;
  const done = options.remove
    ? await removeTag(session, path, version)
    : await setTag(session, path, version, tag.value.value);
  if (!done.ok) {
    return done;
  }
  return tell(session, options.remove ? { key: tag.value.key, removed: true } : tag.value, () => {
    session.terminal.out(shown(`${subject}: ${options.remove ? "no longer " : ""}tagged ${text}`));
  });
}

type TagPath = { team: string; model: string; key: string };

function setTag({ api }: Session, path: TagPath, version: string | null, value: string): Promise<Answer<unknown>> {
  return version === null
    ? ask(api.PUT("/teams/{team}/models/{model}/tags/{key}", { params: { path }, body: { value } }))
    : ask(
        api.PUT("/teams/{team}/models/{model}/versions/{version}/tags/{key}", {
          params: { path: { ...path, version } },
          body: { value },
        }),
      );
}

function removeTag({ api }: Session, path: TagPath, version: string | null): Promise<Answer<unknown>> {
  return version === null
    ? ask(api.DELETE("/teams/{team}/models/{model}/tags/{key}", { params: { path } }))
    : ask(
        api.DELETE("/teams/{team}/models/{model}/versions/{version}/tags/{key}", {
          params: { path: { ...path, version } },
        }),
      );
}
