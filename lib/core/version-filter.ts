import { aliasName, tagKey } from "./names";
import { type MetadataCondition, metadataCondition, type VersionSearch } from "./registry";
import { ok, type Result, refuse } from "./result";

export type VersionFilter = Pick<VersionSearch, "alias" | "tag" | "tagValue" | "linkedSince" | "linkedUntil"> & {
  metadata: MetadataCondition[];
};

const CONDITIONS_MAX = 8;
/** A term is a run of characters without spaces; a part in quotes may hold some. */
const TERM = /(?:[^\s"]|"[^"]*")+/g;
const CONDITION = /^([^=<>]*)(<=|>=|=|<|>)(.*)$/s;
const NUMBER = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads what a person types to find versions: `v12` or `staging` by name, `tag:weekly` or `tag:owner="churn team"`,
 * `auc>=0.9` on metadata, `since:2026-08-01` and `until:2026-08-31`. All of it must hold.
 */
export function parseVersionFilter(text: string): Result<VersionFilter> {
  const filter: VersionFilter = { metadata: [] };
  for (const term of text.match(TERM) ?? []) {
    const problem = readTerm(term, filter);
    if (problem !== null) {
      return refuse({ code: "invalid", field: "filter", message: problem });
    }
  }
  return ok(filter);
}

/** Adds one term to the filter; answers what is wrong with it. */
function readTerm(term: string, filter: VersionFilter): string | null {
  const [, word = "", rest = ""] = /^(tag|alias|since|until):(.*)$/s.exec(term) ?? [];
  if (word === "tag") {
    return readTag(rest, filter);
  }
  if (word === "since" || word === "until") {
    return readDay(word, rest, filter);
  }
  if (word === "" && CONDITION.test(term)) {
    return readCondition(term, filter);
  }
  return readAlias(word === "alias" ? rest : term, filter);
}

function readTag(rest: string, filter: VersionFilter): string | null {
  const [, key = "", value] = /^([^=]*)(?:=(.*))?$/s.exec(rest) ?? [];
  const parsed = tagKey.safeParse(unquoted(key));
  if (!parsed.success || filter.tag !== undefined) {
    return "Name one tag, such as tag:weekly or tag:owner=ranking.";
  }
  filter.tag = parsed.data;
  if (value !== undefined) {
    filter.tagValue = unquoted(value);
  }
  return null;
}

function readDay(word: "since" | "until", rest: string, filter: VersionFilter): string | null {
  const time = DAY.test(rest)
    ? Date.parse(`${rest}T${word === "since" ? "00:00:00.000" : "23:59:59.999"}Z`)
    : Number.NaN;
  if (Number.isNaN(time)) {
    return `Give a day after ${word}:, such as ${word}:2026-08-01.`;
  }
  filter[word === "since" ? "linkedSince" : "linkedUntil"] = new Date(time).toISOString();
  return null;
}

function readCondition(term: string, filter: VersionFilter): string | null {
  const [, path = "", operator, written = ""] = CONDITION.exec(term) ?? [];
  const parsed = metadataCondition.safeParse({
    path: unquoted(path.replace(/^metadata\./, "")),
    operator,
    value: readValue(written),
  });
  if (!parsed.success || written === "") {
    return "Compare metadata with a value, such as auc>=0.9 or framework=onnx.";
  }
  if (filter.metadata.length >= CONDITIONS_MAX) {
    return `Use at most ${CONDITIONS_MAX} conditions.`;
  }
  filter.metadata.push(parsed.data);
  return null;
}

function readAlias(text: string, filter: VersionFilter): string | null {
  const name = unquoted(text);
  const isKnown = name === "latest" || /^v\d+$/.test(name) || aliasName.safeParse(name).success;
  if (!isKnown || filter.alias !== undefined) {
    return "Name one version or alias, such as v12 or staging. Tags are written tag:name, metadata auc>=0.9.";
  }
  filter.alias = name;
  return null;
}

function readValue(written: string): string | number | boolean {
  if (written === "true" || written === "false") {
    return written === "true";
  }
  return NUMBER.test(written) ? Number(written) : unquoted(written);
}

function unquoted(text: string): string {
  return text.replaceAll('"', "");
}
