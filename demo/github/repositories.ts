import type { Commit, Repository } from "./records";
import { isJson, type Json, type UpstreamAnswer } from "./upstream";
import { findAccount, ownerOf, type World } from "./world";

const WORKFLOWS = ".github/workflows";

/** The repository of this very name. A former name does not count: that is for redirects to follow. */
export async function findRepository(world: World, owner: string, name: string): Promise<Repository | null> {
  const account = findAccount(world, owner);
  if (!account) {
    return null;
  }
  const json = await world.upstream.find(ownerOf(world, owner), `/repos/${path(owner, name)}`);
  return json && repositoryOf(json);
}

/** Throws where there is none: for the sandbox's own steps and for tests, which know what they made. */
export async function getRepository(world: World, fullName: string): Promise<Repository> {
  const [owner = "", name = ""] = fullName.split("/");
  const repository = await findRepository(world, owner, name);
  if (!repository) {
    throw new Error(`The sandbox has no repository ${fullName}.`);
  }
  return repository;
}

export async function findRepositoryById(world: World, id: number): Promise<Repository | null> {
  const [owner, name] = (world.repositoryNames.get(id) ?? "").split("/");
  return owner && name ? findRepository(world, owner, name) : null;
}

/** All repositories of an account, in the order in which they were made. */
export async function listRepositories(world: World, login: string): Promise<Repository[]> {
  const own = [...world.repositoryNames].filter(([, fullName]) => fullName.startsWith(`${login}/`));
  const found = await Promise.all(own.map(([id]) => findRepositoryById(world, id)));
  return found.filter((repository) => repository !== null);
}

/** The newest commit of a branch or a tag, or the commit itself. */
export async function findCommit(world: World, repository: Repository, ref: string): Promise<Commit | null> {
  const name = ref.replace(/^refs\/(heads|tags)\//, "");
  const answer = await asOwner(world, repository, "GET", `/commits/${encodeURIComponent(name)}`);
  const json = jsonOf(answer);
  if (answer.status !== 200 || !isJson(json.commit) || !isJson(json.commit.tree)) {
    return null;
  }
  const { author, committer, message, tree } = json.commit;
  return {
    sha: String(json.sha),
    message: String(message),
    treeId: String(tree.sha),
    author: isJson(author) ? author : {},
    committer: isJson(committer) ? committer : {},
  };
}

/** What a branch's file says, or null. */
export async function readFile(
  world: World,
  repository: Repository,
  ref: string,
  file: string,
): Promise<Buffer | null> {
  const where = `${path(repository.owner, repository.name)}/raw/${encodeURIComponent(ref)}/${segments(file)}`;
  const answer = await world.upstream.ask(ownerOf(world, repository.owner), "GET", `/${where}`);
  return answer.status === 200 ? answer.body : null;
}

/** Every file of a commit, with the bits of its mode, as a checkout needs them. */
export async function listFiles(
  world: World,
  repository: Repository,
  ref: string,
): Promise<{ path: string; mode: string }[]> {
  const answer = await asOwner(world, repository, "GET", `/git/trees/${encodeURIComponent(ref)}?recursive=1`);
  const { tree } = jsonOf(answer);
  const entries = answer.status === 200 && Array.isArray(tree) ? tree.filter(isJson) : [];
  return entries
    .filter(({ type }) => type === "blob")
    .map((entry) => ({ path: String(entry.path), mode: String(entry.mode) }));
}

export async function listWorkflowPaths(world: World, repository: Repository, ref: string): Promise<string[]> {
  const files = await listFiles(world, repository, ref);
  return files.map((file) => file.path).filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file));
}

/** Puts a file on a branch by a commit, whether or not it was there. */
export async function writeFile(
  world: World,
  repository: Repository,
  file: string,
  text: string,
  branch = repository.defaultBranch,
): Promise<void> {
  const at = `/contents/${segments(file)}`;
  const before = await asOwner(world, repository, "GET", `${at}?ref=${encodeURIComponent(branch)}`);
  const { sha } = before.status === 200 ? jsonOf(before) : {};
  const content = Buffer.from(text, "utf8").toString("base64");
  const body = { message: `Write ${file}`, content, branch, ...(typeof sha === "string" && { sha }) };
  mustBe([200, 201], await asOwner(world, repository, "PUT", at, body));
}

/** Asks emulate as whoever owns the repository. */
export function asOwner(
  world: World,
  repository: { owner: string; name: string },
  method: string,
  rest: string,
  body?: unknown,
): Promise<UpstreamAnswer> {
  const { owner, name } = repository;
  return world.upstream.ask(ownerOf(world, owner), method, `/repos/${path(owner, name)}${rest}`, body);
}

export async function createRepository(
  world: World,
  fullName: string,
  options: { isPrivate?: boolean; files?: Readonly<Record<string, string>> } = {},
): Promise<Repository> {
  const [owner = "", name = ""] = fullName.split("/");
  const account = findAccount(world, owner);
  if (!account || !name) {
    throw new Error(`The sandbox knows no account ${owner}, so it cannot make ${fullName}.`);
  }
  const at = account.type === "User" ? "/user/repos" : `/orgs/${owner}/repos`;
  const body = { name, private: options.isPrivate ?? false, auto_init: true };
  const json = jsonOf(mustBe([201], await world.upstream.ask(ownerOf(world, owner), "POST", at, body)));
  const repository = repositoryOf(json);
  remember(world, repository);
  for (const [file, text] of Object.entries(options.files ?? {})) {
    await writeFile(world, repository, file, text);
  }
  return repository;
}

/** Takes down where a repository lives, and where it lived before. */
export function remember(world: World, repository: Repository): void {
  const before = world.repositoryNames.get(repository.id);
  if (before && before !== repository.fullName) {
    world.formerNames.set(before, repository.id);
  }
  world.formerNames.delete(repository.fullName);
  world.repositoryNames.set(repository.id, repository.fullName);
}

export function repositoryOf(json: Json): Repository {
  const fullName = String(json.full_name);
  return {
    id: Number(json.id),
    owner: fullName.split("/")[0] ?? "",
    name: String(json.name),
    fullName,
    defaultBranch: String(json.default_branch),
    isArchived: json.archived === true,
    isPrivate: json.private === true,
    json,
  };
}

export function jsonOf(answer: UpstreamAnswer): Json {
  const value: unknown = answer.body.length > 0 ? JSON.parse(answer.body.toString("utf8")) : {};
  return isJson(value) ? value : {};
}

/** For steps of the sandbox itself, which must succeed. */
export function mustBe(statuses: readonly number[], answer: UpstreamAnswer): UpstreamAnswer {
  if (!statuses.includes(answer.status)) {
    throw new Error(`emulate answered ${answer.status}: ${answer.body.toString("utf8")}`);
  }
  return answer;
}

export function isWorkflowPath(file: string): boolean {
  return file.startsWith(`${WORKFLOWS}/`);
}

function path(owner: string, name: string): string {
  return `${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

function segments(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
