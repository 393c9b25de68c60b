import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Certificate = { key: string; cert: string };

export type Authority = {
  /** Its own certificate: what a client is told to trust. */
  ca: string;
  issue(host: string, days?: number): Certificate;
  /** One that nobody vouches for. */
  selfSigned(host: string): Certificate;
  remove(): void;
};

const OPENSSL = "openssl";
const NEW_KEY = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

/** A certificate authority of the test's own, by openssl. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), "modelwire-tls-"));
  let count = 0;

  function openssl(command: string): void {
    execFileSync(OPENSSL, command.split(" "), { cwd: folder, stdio: "pipe" });
  }

  function read(name: string): string {
    return readFileSync(join(folder, name), "utf8");
  }

  openssl(`req -x509 ${NEW_KEY} -keyout ca.key -out ca.pem -days 2 -subj /CN=test`);
  return {
    ca: read("ca.pem"),
    issue(host, days = 2) {
      const name = `issued-${count++}`;
      writeFileSync(join(folder, `${name}.ext`), `subjectAltName=DNS:${host}\n`);
      openssl(`req ${NEW_KEY} -keyout ${name}.key -out ${name}.csr -subj /CN=${name}`);
      openssl(
        `x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -CAcreateserial -out ${name}.pem -days ${days} -extfile ${name}.ext`,
      );
      return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
    },
    selfSigned(host) {
      const name = `own-${count++}`;
      openssl(
        `req -x509 ${NEW_KEY} -keyout ${name}.key -out ${name}.pem -days 2 -subj /CN=own -addext subjectAltName=DNS:${host}`,
      );
      return { key: read(`${name}.key`), cert: read(`${name}.pem`) };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
