import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { link, mkdir, open as openFile, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { ok, type Result, refuse } from "@/lib/core/result";

/** Keys by id. New secrets are sealed under the current one; the others still open what they sealed. */
export type Keyring = { currentId: string; keys: ReadonlyMap<string, KeyObject> };

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[a-z0-9_-]{1,32}$/;
const KEY_FILE = "keys";

const SEALED = /^v1\.([a-z0-9_-]{1,32})\.([A-Za-z0-9_-]+)$/;

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TOKEN_BYTES = 32;
/** 62^43 holds 32 bytes and 62^6 a CRC-32, so that every token is 52 characters long. */
const TOKEN = /^mw_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

/** Reads `MODELWIRE_KEYS`: `id:base64` pairs separated by commas, the current one first. Messages never quote a key. */
export function parseKeyring(text: string): Result<Keyring> {
  const keys = new Map<string, KeyObject>();
  for (const [index, entry] of text.split(",").entries()) {
    const [, id = "", encoded = ""] = /^\s*([^:]*):(.*?)\s*$/.exec(entry) ?? [];
    const bytes = Buffer.from(encoded, "base64");
    if (!KEY_ID.test(id)) {
      return refuseKeys(`Key ${index + 1} has no proper id. Write id:base64, the id in lower-case letters and digits.`);
    }
    if (bytes.length !== KEY_BYTES || !isBase64(encoded)) {
      return refuseKeys(`Key ${id} is not ${KEY_BYTES} bytes in base64. Make one with: openssl rand -base64 32.`);
    }
    if (keys.has(id)) {
      return refuseKeys(`Key id ${id} stands twice. Give each key its own id.`);
    }
    keys.set(id, createSecretKey(bytes));
  }
  const [currentId = ""] = keys.keys();
  return ok({ currentId, keys });
}

/**
 * The keyring of a machine that was given none: a key made once, kept in the data folder and readable by its owner only.
 * A file that exists is never replaced, because whatever it sealed would be lost.
 */
export async function loadOrCreateKeyring(folder: string): Promise<Keyring> {
  const path = join(/* turbopackIgnore: true */ folder, KEY_FILE);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const text = (await readIfThere(path)) ?? (await createKeyFile(path));
  const keyring = parseKeyring(text);
  if (!keyring.ok) {
    throw new Error(`${path} holds no usable keys. ${keyring.problem.message} Or restore the file from a backup.`);
  }
  return keyring.value;
}

/** Encrypts under the current key. The context (team and secret id) must be told again to open it. */
export function seal(keyring: Keyring, plaintext: string, context: string): string {
  const keyId = keyring.currentId;
  const key = keyring.keys.get(keyId);
  if (!key) {
    throw new Error("The keyring has no current key.");
  }
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(keyId, context));
  const sealed = Buffer.concat([iv, cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1.${keyId}.${sealed.toString("base64url")}`;
}

/** Decrypts what was sealed for the same context, or says why that cannot be. */
export function open(keyring: Keyring, sealed: string, context: string): Result<string> {
  const [, keyId = "", encoded = ""] = SEALED.exec(sealed) ?? [];
  const bytes = Buffer.from(encoded, "base64url");
  if (bytes.length < IV_BYTES + TAG_BYTES) {
    return refuseSealed("The stored value is damaged. Set the secret again.");
  }
  const key = keyring.keys.get(keyId);
  if (!key) {
    return refuseSealed(
      `The stored value needs key ${keyId}. Add it to MODELWIRE_KEYS again, or set the secret again.`,
    );
  }

  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedData(keyId, context));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
    return ok(text.toString("utf8"));
  } catch {
    // The tag does not match: bytes changed, another key under this id, or the row of another secret.
    return refuseSealed(`The stored value does not open with key ${keyId}. Set the secret again.`);
  }
}

/** The id of the key that a value was sealed under: rotation looks for those that are not the current one. */
export function keyIdOf(sealed: string): string | null {
  return SEALED.exec(sealed)?.[1] ?? null;
}

/** A new API token. Its prefix and checksum let scanners find a leaked one, and let us refuse a typo unasked. */
export function newTokenText(): string {
  const secret = toBase62(BigInt(`0x${randomBytes(TOKEN_BYTES).toString("hex")}`), 43);
  return `mw_${secret}${tokenChecksum(secret)}`;
}

export function isTokenText(text: string): boolean {
  const [, secret, checksum] = TOKEN.exec(text) ?? [];
  return secret !== undefined && checksum === tokenChecksum(secret);
}

/** Tokens are 256 random bits, which no one can guess by trying: a plain hash protects them, and an index finds it. */
export function hashToken(token: string): string {
  return sha256Hex(token);
}

export function sha256Hex(bytes: string | Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** Compares digests, so that neither content nor length shows in the time it takes. */
export function isSameText(one: string, other: string): boolean {
  return timingSafeEqual(createHash("sha256").update(one).digest(), createHash("sha256").update(other).digest());
}

/** The header is bound too: nobody can make a value look as if another key had sealed it. */
function associatedData(keyId: string, context: string): Buffer {
  return Buffer.from(`v1.${keyId}.${context}`);
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) {
      return null;
    }
    throw error;
  }
}

/** A link, unlike a rename, fails where another process was first: then its key is the one that counts. */
async function createKeyFile(path: string): Promise<string> {
  const draft = `${path}.${randomBytes(8).toString("hex")}`;
  // Or the build takes the whole project folder for needed at run time, keys and .env in it included.
  const file = await openFile(/* turbopackIgnore: true */ draft, "wx", 0o600);
  try {
    await file.writeFile(`k1:${randomBytes(KEY_BYTES).toString("base64")}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if (!isErrno(error, "EEXIST")) {
      throw error;
    }
  } finally {
    await rm(draft);
  }
  return readFile(path, "utf8");
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_-]*={0,2}$/.test(text);
}

function tokenChecksum(secret: string): string {
  return toBase62(BigInt(crc32(secret)), 6);
}

function toBase62(value: bigint, length: number): string {
  let text = "";
  for (let rest = value; text.length < length; rest /= 62n) {
    text = (BASE62[Number(rest % 62n)] ?? "") + text;
  }
  return text;
}

function refuseKeys(message: string) {
  return refuse({ code: "invalid" as const, field: "MODELWIRE_KEYS", message });
}

function refuseSealed(message: string) {
  return refuse({ code: "unavailable" as const, message });
}
