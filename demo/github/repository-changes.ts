import { announce } from "./announce";
import type { Account, Repository } from "./records";
import { asOwner, getRepository, jsonOf, mustBe, remember, repositoryOf } from "./repositories";
import { userShape } from "./shapes";
import { findAccount, ownerOf, type World } from "./world";

/** Gives a repository another name. The old one leads on, as GitHub's does. */
export async function renameRepository(world: World, fullName: string, name: string): Promise<Repository> {
  const before = await getRepository(world, fullName);
  const after = repositoryOf(jsonOf(mustBe([200], await asOwner(world, before, "PATCH", "", { name }))));
  remember(world, after);
  const changes = { repository: { name: { from: before.name } } };
  announce(world, after, "repository", "renamed", { changes }, senderOf(world, after.owner));
  return after;
}

/** Makes a repository read-only, or writable again. */
export async function archiveRepository(world: World, fullName: string, isArchived: boolean): Promise<void> {
  const before = await getRepository(world, fullName);
  const answer = mustBe([200], await asOwner(world, before, "PATCH", "", { archived: isArchived }));
  const after = repositoryOf(jsonOf(answer));
  announce(world, after, "repository", isArchived ? "archived" : "unarchived", {}, senderOf(world, after.owner));
}

/** Hands a repository to another account. Installations of the old one lose it, those of the new one have it. */
export async function transferRepository(world: World, fullName: string, newOwner: string): Promise<Repository> {
  const before = await getRepository(world, fullName);
  const old = findAccount(world, before.owner) as Account;
  const answer = mustBe([200], await asOwner(world, before, "POST", "/transfer", { new_owner: newOwner }));
  const after = repositoryOf(jsonOf(answer));
  remember(world, after);
  const user = userShape(world, old);
  const changes = { owner: { from: old.type === "User" ? { user } : { organization: user } } };
  announce(world, after, "repository", "transferred", { changes }, senderOf(world, newOwner));
  return after;
}

export async function deleteRepository(world: World, fullName: string): Promise<void> {
  const repository = await getRepository(world, fullName);
  mustBe([204], await asOwner(world, repository, "DELETE", ""));
  announce(world, repository, "repository", "deleted", {}, senderOf(world, repository.owner));
  world.repositoryNames.delete(repository.id);
}

function senderOf(world: World, owner: string) {
  const login = ownerOf(world, owner);
  return userShape(world, findAccount(world, login) as Account);
}
