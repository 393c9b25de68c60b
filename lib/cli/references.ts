import { isSystemAlias, versionNumberOf } from "@/lib/core/names";
import { ok } from "@/lib/core/result";
import { type Answer, fail } from "./failure";

/** What a version is called on the command line. The team is the token's own where it is left out. */
export type VersionReference = { team: string | null; model: string; version: string };

export type ModelReference = { team: string | null; model: string; version: string | null };

/** What can be linked, as the API takes it. */
export type LinkSource =
  | { artifactId: string }
  | { project: string; artifact: string; number?: number }
  | { uri: string };

/** Reads `[team/]model[:version]`; the version is an alias or `v3`. */
export function parseModelReference(text: string): Answer<ModelReference> {
  const match = /^(?:([^/:]+)\/)?([^/:]+)(?::([^/:]+))?$/.exec(text);
  if (!match?.[2]) {
    return fail("usage", `${text} is not a model. Write MODEL, MODEL:v3 or TEAM/MODEL:alias.`);
  }
  return ok({ team: match[1] ?? null, model: match[2], version: match[3] ?? null });
}

export function parseVersionReference(text: string): Answer<VersionReference> {
  const reference = parseModelReference(text);
  if (!reference.ok) {
    return reference;
  }
  const { version, ...model } = reference.value;
  return version === null
    ? fail("usage", `${text} names no version. Add an alias or a number: ${text}:production or ${text}:v3.`)
    : ok({ ...model, version });
}

/** The same where a workflow run may leave it out: then it is the version that the run's delivery is about. */
export function parseOwnReference(text: string | undefined, run: OwnVersion | null): Answer<VersionReference> {
  if (text !== undefined) {
    return parseVersionReference(text);
  }
  return run
    ? ok({ team: run.team, model: run.model, version: run.version })
    : fail(
        "usage",
        "Name the version, like MODEL:production or MODEL:v3. Only a workflow run without a token has one of its own.",
      );
}

type OwnVersion = { team: string; model: string; version: string };

/** Reads an artifact's id, `project/artifact[:v3]`, or a URI such as `s3://bucket/key`. */
export function parseLinkSource(text: string): Answer<LinkSource> {
  if (/^art_[0-9a-f-]+$/.test(text)) {
    return ok({ artifactId: text });
  }
  const match = /^([^/:]+)\/([^/:]+)(?::([^/:]+))?$/.exec(text);
  if (match?.[1] && match[2]) {
    const number = match[3] === undefined ? undefined : versionNumberOf(match[3]);
    if (number === null) {
      return fail(
        "usage",
        `${match[3]} is not a number of the artifact. Write it like v3, or leave it out for the newest.`,
      );
    }
    const artifact = { project: match[1], artifact: match[2] };
    return ok(number === undefined ? artifact : { ...artifact, number });
  }
  if (/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(text)) {
    return ok({ uri: text });
  }
  return fail(
    "usage",
    `${text} is neither PROJECT/ARTIFACT[:v3], an artifact's id, nor a URI such as s3://bucket/key.`,
  );
}

/** Reads what `--expect` says must hold the alias: `v3`, or `none`. */
export function parseExpected(text: string): Answer<number | null> {
  if (text === "none") {
    return ok(null);
  }
  const number = versionNumberOf(text);
  return number === null
    ? fail("usage", `--expect takes a version such as v3, or none where nobody may hold the alias; not ${text}.`)
    : ok(number);
}

/** Reads `key` or `key=value`: a key may hold no `=`, a value may. */
export function parseTag(text: string): Answer<{ key: string; value: string }> {
  const at = text.indexOf("=");
  const key = at === -1 ? text : text.slice(0, at);
  return key === ""
    ? fail("usage", `${text} names no tag. Write KEY or KEY=VALUE.`)
    : ok({ key, value: at === -1 ? "" : text.slice(at + 1) });
}

/** Reads `key=value` as metadata: a value that is JSON is taken as such, any other as text. */
export function parseMetadataEntry(text: string): Answer<[string, unknown]> {
  const at = text.indexOf("=");
  if (at < 1) {
    return fail("usage", `${text} is no metadata. Write KEY=VALUE, or @FILE.json for a whole object.`);
  }
  return ok([text.slice(0, at), jsonOrText(text.slice(at + 1))]);
}

/** True for the names that the server keeps itself, which no command may put or take away. */
export function refuseSystemAlias(alias: string): Answer<null> {
  return isSystemAlias(alias)
    ? fail("usage", `${alias} is kept by the server: latest and v0, v1, … follow the versions. Choose another alias.`)
    : ok(null);
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // What is not JSON is what the person typed.
  }
}
