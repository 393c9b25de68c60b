/** The closed map of id prefixes: an id is `<prefix>_<uuidv7>`, so that a stray one tells what it names. */
export const ID_PREFIX = {
  team: "tm",
  user: "usr",
  token: "tok",
  invitation: "inv",
  project: "prj",
  model: "mdl",
  artifact: "art",
  upload: "upl",
  version: "ver",
  aliasMove: "mov",
  evaluation: "evl",
  event: "evt",
  automation: "aut",
  webhook: "whk",
  secret: "sec",
  delivery: "dl",
  attempt: "att",
  batch: "bat",
  githubApp: "gha",
  installation: "ins",
  githubPolicy: "ghp",
  job: "job",
  jobVersion: "jbv",
  queue: "que",
  agent: "agt",
  run: "run",
  audit: "aud",
  request: "req",
} as const satisfies Record<string, string>;

export type IdKind = keyof typeof ID_PREFIX;
export type Id<K extends IdKind> = `${(typeof ID_PREFIX)[K]}_${string}`;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Joins a UUIDv7 that the caller made: core itself knows no randomness. */
export function idOf<K extends IdKind>(kind: K, uuid: string): Id<K> {
  return `${ID_PREFIX[kind]}_${uuid}`;
}

export function isId<K extends IdKind>(kind: K, text: string): text is Id<K> {
  const prefix = `${ID_PREFIX[kind]}_`;
  return text.startsWith(prefix) && UUID.test(text.slice(prefix.length));
}
