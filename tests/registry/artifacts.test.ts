import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pageRequest } from "@/lib/core/page";
import { artifactSearch, newArtifact, newVersion, PART_BYTES_MAX } from "@/lib/core/registry";
import { commitArtifact, createArtifact, receivePart } from "@/lib/registry/artifacts/commands";
import { getArtifact, getFile, listArtifacts, listUploads } from "@/lib/registry/artifacts/queries";
import { linkVersion } from "@/lib/registry/versions/commands";
import { DATABASE_KINDS } from "../support/database";
import { must } from "../support/must";
import { type ArtifactPlace, openArtifactPlace, partsOf, sha256, streamOf } from "./artifact-place";
import { makeModel, problemOf } from "./registry";

describe.each(DATABASE_KINDS)("artifacts on %s", (kind) => {
  let place: ArtifactPlace;

  beforeAll(async () => {
    place = await openArtifactPlace(kind);
  });
  afterAll(() => place.close());

  test("files go up in parts and come down as they were, and the digest is what sha256sum says", async () => {
    const { db, member } = await place.freshTeam();
    const files = { "model/weights.bin": randomBytes(PART_BYTES_MAX + 5), "config.json": Buffer.from("{}") };

    const { artifact, uploads } = must(await place.draft(member, files));
    expect(artifact).toMatchObject({ state: "uploading", number: 0, fileCount: 2, createdBy: "member-token" });
    expect(uploads.map(({ path }) => path).sort()).toEqual(["config.json", "model/weights.bin"]);
    await place.sendAll(member, files, uploads);
    const committed = must(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));

    const lines = ["config.json", "model/weights.bin"].map(
      (path) => `${sha256(files[path as keyof typeof files])}  ${path}\n`,
    );
    expect(committed).toMatchObject({ state: "committed", digest: sha256(Buffer.from(lines.join(""))) });
    expect(committed.sizeBytes).toBe(PART_BYTES_MAX + 7);
    expect(sha256(await place.read(member, artifact.id, "model/weights.bin"))).toBe(sha256(files["model/weights.bin"]));
    expect(committed).toEqual(must(await getArtifact(db, member, artifact.id)));
    expect(committed).toEqual(must(await commitArtifact(db, member, place.storage, { artifactId: artifact.id })));
  });

  test("an empty file needs no part", async () => {
    const { member } = await place.freshTeam();

    const committed = await place.log(member, { "empty.txt": Buffer.alloc(0), "full.txt": Buffer.from("x") });

    expect(await place.read(member, committed.id, "empty.txt")).toEqual(Buffer.alloc(0));
  });

  test("bytes that are not what was declared never commit, and can be sent again", async () => {
    const { db, member } = await place.freshTeam();
    const { artifact, uploads } = must(await place.draft(member, { a: Buffer.from("right") }));
    const { id } = must({ ok: true as const, value: uploads[0] ?? { id: "" } });

    must(
      await receivePart(db, member, place.storage, {
        uploadId: id,
        partNumber: 1,
        bytes: streamOf(Buffer.from("wrong")),
      }),
    );
    const refused = problemOf(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));
    const notYet = problemOf(await getFile(db, member, artifact.id, "a"));
    must(
      await receivePart(db, member, place.storage, {
        uploadId: id,
        partNumber: 1,
        bytes: streamOf(Buffer.from("right")),
      }),
    );
    must(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));

    expect(refused).toMatchObject({ code: "conflict", field: "files" });
    expect(refused.message).toContain("a: ");
    expect(notYet.code).toBe("conflict");
    expect(await place.read(member, artifact.id, "a")).toEqual(Buffer.from("right"));
  });

  test("a commit names a file that is not there yet, and an upload goes on where it stopped", async () => {
    const { db, member } = await place.freshTeam();
    const content = randomBytes(PART_BYTES_MAX + 1);
    const { artifact, uploads } = must(await place.draft(member, { big: content }));
    const uploadId = uploads[0]?.id ?? "";
    const [first, second] = partsOf(content);

    must(await receivePart(db, member, place.storage, { uploadId, partNumber: 2, bytes: streamOf(second ?? content) }));
    const early = problemOf(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));
    const page = { artifactId: artifact.id, ...pageRequest.parse({}) };
    const resumed = must(await listUploads(db, member, place.storage, page));
    must(await receivePart(db, member, place.storage, { uploadId, partNumber: 1, bytes: streamOf(first ?? content) }));
    must(await commitArtifact(db, member, place.storage, { artifactId: artifact.id }));

    expect(early.code).toBe("conflict");
    expect(resumed.items).toMatchObject([{ id: uploadId, path: "big", received: [2], partBytes: PART_BYTES_MAX }]);
    expect(must(await listUploads(db, member, place.storage, page)).items).toEqual([]);
  });

  test("a part of another size, number or digest is refused and not kept", async () => {
    const { db, member } = await place.freshTeam();
    const { artifact, uploads } = must(await place.draft(member, { a: Buffer.from("12345") }));
    const uploadId = uploads[0]?.id ?? "";
    const send = (partNumber: number, text: string, digest?: string) =>
      receivePart(db, member, place.storage, {
        uploadId,
        partNumber,
        bytes: streamOf(Buffer.from(text)),
        ...(digest ? { sha256: digest } : {}),
      });

    expect(problemOf(await send(1, "1234"))).toMatchObject({ code: "invalid", field: "part" });
    expect(problemOf(await send(1, "123456")).code).toBe("invalid");
    expect(problemOf(await send(2, "12345")).code).toBe("invalid");
    expect(problemOf(await send(0, "12345")).code).toBe("invalid");
    expect(problemOf(await send(1, "12345", "0".repeat(64))).code).toBe("conflict");
    const page = { artifactId: artifact.id, ...pageRequest.parse({}) };
    expect(must(await listUploads(db, member, place.storage, page)).items[0]?.received).toEqual([]);
    expect(
      problemOf(
        await receivePart(db, member, place.storage, {
          uploadId: "upl_x",
          partNumber: 1,
          bytes: streamOf(Buffer.alloc(1)),
        }),
      ).code,
    ).toBe("not_found");
  });

  test("content that the team has proven is not uploaded again, however it is named", async () => {
    const { member } = await place.freshTeam();
    const content = randomBytes(100);
    await place.log(member, { a: content });

    const again = must(await place.draft(member, { "other/name": content, twice: content }));

    expect(again.uploads).toEqual([]);
    expect(again.artifact).toMatchObject({ state: "committed", number: 1 });
    expect(await place.read(member, again.artifact.id, "twice")).toEqual(content);
  });

  test("a claimed digest gives bytes neither to another team, nor to an unproven upload, nor to a restricted token", async () => {
    const { db, team, member } = await place.freshTeam();
    const own = await makeModel(db, member, "own");
    const content = randomBytes(100);
    await place.log(member, { a: content });
    const stranger = await (await place.database.team()).scope("admin");
    const restricted = await team.scope("member", { models: [own.id] });

    const claims = [
      must(await place.draft(stranger, { a: content })),
      must(await place.draft(restricted, { a: content }, "claimed")),
    ];

    for (const [index, scope] of [stranger, restricted].entries()) {
      const { artifact, uploads } = claims[index] ?? must(await place.draft(member, {}));
      expect(uploads).toHaveLength(1);
      expect(problemOf(await commitArtifact(db, scope, place.storage, { artifactId: artifact.id })).code).toBe(
        "conflict",
      );
      expect(problemOf(await getFile(db, scope, artifact.id, "a")).code).toBe("conflict");
    }
    const another = randomBytes(10);
    must(await place.draft(member, { never: another }));
    expect(must(await place.draft(member, { never: another })).uploads).toHaveLength(1);
  });

  test("a restricted token sees what it logged and what is linked into its models, and continues no other's name", async () => {
    const { db, team, member } = await place.freshTeam();
    const own = await makeModel(db, member, "own");
    const hidden = await place.log(member, { a: Buffer.from("hidden") }, "hidden");
    const shown = await place.log(member, { a: Buffer.from("shown") }, "shown");
    must(await linkVersion(db, member, { model: "own", ...newVersion.parse({ source: { artifactId: shown.id } }) }));
    const restricted = await team.scope("member", { models: [own.id] });

    const logged = await place.log(restricted, { a: Buffer.from("logged") }, "logged");

    const listed = must(await listArtifacts(db, restricted, artifactSearch.parse({})));
    expect(listed.items.map(({ id }) => id)).toEqual([logged.id, shown.id]);
    expect(problemOf(await getArtifact(db, restricted, hidden.id)).code).toBe("not_found");
    expect(problemOf(await getFile(db, restricted, hidden.id, "a")).code).toBe("not_found");
    expect(problemOf(await place.draft(restricted, { a: Buffer.from("x") }, "hidden")).code).toBe("conflict");
    expect(must(await place.draft(restricted, { a: Buffer.from("x") }, "shown")).artifact.number).toBe(1);
  });

  test("a reference is committed at once and copies nothing", async () => {
    const { db, member } = await place.freshTeam();
    const reference = newArtifact.parse({ project: "p", name: "n", reference: "hf://org/repo@main" });

    const { artifact, uploads } = must(await createArtifact(db, member, reference));

    expect(uploads).toEqual([]);
    expect(artifact).toMatchObject({ state: "committed", referenceUri: "hf://org/repo@main", fileCount: 0 });
    expect(artifact.digest).toBe(sha256(Buffer.from("hf://org/repo@main")));
  });

  test("manifests that no place.folder or no content can satisfy are refused", async () => {
    const { db, member } = await place.freshTeam();
    const entry = (path: string, sizeBytes: number) => ({ path, sizeBytes, sha256: "a".repeat(64) });
    const create = (files: object[]) =>
      createArtifact(db, member, newArtifact.parse({ project: "p", name: "n", files }));

    expect(problemOf(await create([entry("a", 1), entry("a/b", 1)])).field).toBe("files.1.path");
    expect(problemOf(await create([entry("a", 1), entry("b", 2)])).field).toBe("files.1.sizeBytes");
  });
});
