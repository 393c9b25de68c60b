import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { installPackage } from "./system-package";

const execute = promisify(execFile);

/** Whom the server runs as: Postgres refuses to be root. */
export type ServerAccount = { uid: number; gid: number };

export type PostgresBinaries = { folder: string; account: ServerAccount | null };

/** Finds the server's programs, or installs them. */
export async function findPostgres(): Promise<PostgresBinaries> {
  const found = await findFolder();
  if (found) {
    return { folder: found, account: await serverAccount() };
  }

  installPackage("postgresql", "Install PostgreSQL 15 or later, or put its bin folder on the PATH.");
  const installed = await findFolder();
  if (!installed) {
    throw new Error("postgresql was installed, but its initdb and postgres were not found.");
  }
  return { folder: installed, account: await serverAccount() };
}

export async function runAs(account: ServerAccount | null, program: string, argv: string[]): Promise<string> {
  const { stdout } = await execute(program, argv, {
    ...account,
    cwd: "/",
    env: { ...process.env, LC_ALL: "C" },
  });
  return stdout;
}

async function findFolder(): Promise<string | null> {
  const configured = await runAs(null, "pg_config", ["--bindir"]).catch(() => "");
  const versions = globSync("/usr/lib/postgresql/*/bin").sort(byVersionDescending);
  const candidates = [configured.trim(), ...versions, ...(process.env.PATH ?? "").split(delimiter)];
  return candidates.find((folder) => folder !== "" && isServerFolder(folder)) ?? null;
}

function isServerFolder(folder: string): boolean {
  return existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres"));
}

function byVersionDescending(left: string, right: string): number {
  return right.localeCompare(left, "en", { numeric: true });
}

/** Null where we are not root, and it may run as ourselves. */
export async function serverAccount(): Promise<ServerAccount | null> {
  if (process.getuid?.() !== 0) {
    return null;
  }

  for (const name of ["postgres", "nobody"]) {
    const uid = await runAs(null, "id", ["-u", name]).catch(() => "");
    const gid = await runAs(null, "id", ["-g", name]).catch(() => "");
    if (uid !== "" && gid !== "") {
      return { uid: Number(uid), gid: Number(gid) };
    }
  }
  throw new Error("Postgres refuses to run as root, and there is neither a user postgres nor a user nobody.");
}
