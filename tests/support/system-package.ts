import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const LOCK_TIMEOUT_S = 300;

/** Installs a Debian package where that is possible, and otherwise says what to do by hand. */
export function installPackage(name: string, remedy: string): void {
  if (process.getuid?.() !== 0 || !existsSync("/etc/debian_version")) {
    throw new Error(`${name} was not found and can only be installed by root on Debian. ${remedy}`);
  }

  console.error(`${name} was not found: installing it with apt-get, which happens once on a machine.`);
  const options = ["-q", "-y", "-o", `DPkg::Lock::Timeout=${LOCK_TIMEOUT_S}`];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  execFileSync("apt-get", ["update", ...options], { env, stdio: ["ignore", "ignore", "inherit"] });
  execFileSync("apt-get", ["install", "--no-install-recommends", ...options, name], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
}
