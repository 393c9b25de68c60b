import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";

// drizzle-kit has no dry run, so it generates into a copy; a migration that appears there is one that is missing here.
const folder = mkdtempSync(join(tmpdir(), "modelwire-migrations-"));
try {
  cpSync("drizzle", folder, { recursive: true });
  const before = readdirSync(folder);
  const target = relative(process.cwd(), folder);
  const schema = "./lib/db/schema/index.ts";
  const output = execFileSync(
    "drizzle-kit",
    ["generate", "--dialect", "postgresql", "--schema", schema, "--out", target, "--name", "missing"],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
  );

  const added = readdirSync(folder).filter((name) => !before.includes(name));
  if (added.length > 0) {
    console.error(
      "The schema and the migrations differ. Run drizzle-kit generate --name <what-changes> and commit it.",
    );
    process.exitCode = 1;
  } else if (!output.includes("No schema changes")) {
    console.error(`drizzle-kit neither generated a migration nor said that none is needed:\n${output}`);
    process.exitCode = 1;
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
