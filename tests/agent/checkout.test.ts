import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createProcessRunner } from "@/lib/agent/process/runner";
import type { JobSource } from "@/lib/core/launch-job";
import { createAuthority } from "../support/certificates";
import { assignmentOf, configOf, perform, temporaryFolder } from "./work";

const folder = temporaryFolder();
const authority = createAuthority();
const PATH = process.env.PATH ?? "";
let server: Server;
let base: string;
let commit: string;

/** What somebody's repository holds: a program, and all that could be made to run when it is checked out. */
beforeAll(async () => {
  const source = join(folder.path, "source");
  const bare = join(folder.path, "served", "train.git");
  mkdirSync(source);
  git(source, "init", "-q", "-b", "main");
  mkdirSync(join(source, "steps"));
  writeFileSync(join(source, "steps", "train.sh"), "#!/bin/sh\necho trained with $1 in $(basename $PWD)\n");
  chmodSync(join(source, "steps", "train.sh"), 0o755);
  writeFileSync(join(source, ".gitattributes"), "* filter=evil\n");
  writeFileSync(join(source, ".gitmodules"), `[submodule "evil"]\n\tpath = evil\n\turl = ${source}\n`);
  writeFileSync(join(source, ".lfsconfig"), "[lfs]\n\turl = https://localhost:1/\n");
  symlinkSync("/", join(source, "root"));
  git(source, "add", "-A");
  git(source, "commit", "-q", "-m", "one");
  git(source, "tag", "v1");
  writeFileSync(join(source, "later"), "");
  git(source, "add", "-A");
  git(source, "commit", "-q", "-m", "two");
  commit = git(source, "rev-parse", "v1");
  git(folder.path, "clone", "-q", "--bare", source, bare);
  git(bare, "config", "http.receivepack", "false");
  git(bare, "config", "uploadpack.allowAnySHA1InWant", "true");

  server = createServer(authority.issue("localhost"), (request, response) => {
    const url = new URL(request.url ?? "", "https://localhost");
    const backend = spawn("git", ["http-backend"], {
      env: {
        PATH,
        GIT_PROJECT_ROOT: join(folder.path, "served"),
        GIT_HTTP_EXPORT_ALL: "1",
        PATH_INFO: url.pathname,
        QUERY_STRING: url.search.slice(1),
        REQUEST_METHOD: request.method ?? "",
        CONTENT_TYPE: request.headers["content-type"] ?? "",
        HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
        GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      },
      stdio: ["pipe", "pipe", "ignore"],
    });
    request.pipe(backend.stdin);
    const chunks: Buffer[] = [];
    backend.stdout.on("data", (chunk) => chunks.push(chunk));
    backend.stdout.on("end", () => {
      const whole = Buffer.concat(chunks);
      const end = whole.indexOf("\r\n\r\n");
      for (const line of whole.subarray(0, end).toString().split("\r\n")) {
        const [name = "", value = ""] = line.split(": ");
        response.statusCode = name === "Status" ? Number(value.slice(0, 3)) : response.statusCode;
        response.setHeader(name, value);
      }
      response.end(whole.subarray(end + 4));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `https://localhost:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder.path, "ca.pem"), authority.ca);
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  authority.remove();
  folder.remove();
});

function git(cwd: string, ...args: string[]): string {
  const env = {
    PATH,
    HOME: folder.path,
    GIT_AUTHOR_NAME: "a",
    GIT_AUTHOR_EMAIL: "a@example.com",
    GIT_COMMITTER_NAME: "a",
    GIT_COMMITTER_EMAIL: "a@example.com",
  };
  return execFileSync("git", args, { cwd, env }).toString().trim();
}

function runOf(source: Partial<Extract<JobSource, { type: "git" }>>, cwd?: string) {
  const runs = join(folder.path, "runs");
  mkdirSync(runs, { recursive: true });
  const env = { PATH, GIT_SSL_CAINFO: join(folder.path, "ca.pem"), HOME: folder.path };
  const runner = createProcessRunner({ config: configOf({}), folder: runs, url: "http://127.0.0.1:3000", env });
  const whole = {
    type: "git" as const,
    repository: `${base}/train.git`,
    ref: "main",
    entryPoint: ["./steps/train.sh", "$HOME"],
  };
  return perform(runner, assignmentOf({ ...whole, ...source }, { args: cwd === undefined ? {} : { cwd } })).done;
}

describe("a repository is checked out", () => {
  test.each([{ ref: "v1" }, { ref: () => commit }])("at $ref, as one commit that the log names", async ({ ref }) => {
    const { end, out, notes } = await runOf({ ref: typeof ref === "string" ? ref : ref() });

    expect(end).toMatchObject({ state: "finished", exitCode: 0 });
    expect(out).toBe("trained with $HOME in work\n");
    expect(notes[0]).toContain(`commit ${commit}`);
  });

  test("and begun in a folder of it", async () => {
    expect((await runOf({ entryPoint: ["./train.sh", "x"] }, "steps")).out).toBe("trained with x in steps\n");
  });

  test("and nothing of it is run by that: no hook, no filter, no submodule", async () => {
    const { out } = await runOf({
      entryPoint: ["/bin/sh", "-c", "ls -A .git/hooks evil 2>&1; git log --oneline | wc -l; ls later"],
    });

    expect(out).toMatch(/No such file or directory|cannot access/);
    expect(out).toContain("\n1\nlater\n");
  });
});

describe("a run ends as its repository cannot be had", () => {
  test.each([
    { what: "there is no such branch", source: { ref: "nowhere" }, says: "nowhere" },
    { what: "there is no such repository", source: { repository: "/gone.git" }, says: "not found" },
  ])("$what", async ({ source, says }) => {
    const { end } = await runOf("repository" in source ? { repository: base + source.repository } : source);

    expect(end).toMatchObject({ cause: "checkout_failed", message: expect.stringContaining(says) });
  });

  test.each([
    { what: "a folder of the machine", repository: () => join(folder.path, "source") },
    { what: "a file's address", repository: () => `file://${join(folder.path, "source")}` },
    { what: "a program", repository: () => `ext::sh -c "touch ${join(folder.path, "owned")}"` },
    { what: "an option", repository: () => `--upload-pack=touch ${join(folder.path, "owned")}` },
    { what: "a server that does not say who it is", repository: () => base.replace("https", "http") },
  ])("$what", async ({ repository }) => {
    const { end } = await runOf({ repository: repository() });

    expect(end).toMatchObject({ cause: "checkout_failed" });
    expect(readdirSync(folder.path)).not.toContain("owned");
  });

  test("a link leads out of it", async () => {
    expect((await runOf({}, "root/etc")).end).toMatchObject({ cause: "start_failed" });
  });
});

test("nothing of a checkout stays", () => {
  expect(readdirSync(join(folder.path, "runs"))).toEqual([]);
  expect(readFileSync(join(folder.path, "ca.pem"), "utf8")).toContain("BEGIN");
});
