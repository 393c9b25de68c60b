import { ok, type Result, refuse } from "@/lib/core/result";

/** A bucket of an S3-compatible store, and how it is reached. It holds no credential. */
export type S3Target = {
  bucket: string;
  /** What every key begins with: empty, or ending in a slash. */
  prefix: string;
  region: string;
  /** Null: AWS itself, by region. */
  endpoint: string | null;
  /** Where clients reach the store, if not where this server does. */
  publicEndpoint: string | null;
  isPathStyle: boolean;
  /** Whether clients may be sent to the store, past this server. */
  canPresign: boolean;
};

const EXAMPLE = "s3://models/modelwire?region=eu-central-1";
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const REGION = /^[a-z0-9][a-z0-9-]{0,62}$/;
const PREFIX = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)*$/;
const PARAMETERS = ["region", "endpoint", "public-endpoint", "path-style", "presign"];
/** What stores that have no regions take as one. */
const NO_REGION = "us-east-1";

/** Reads `STORAGE_URL`. The text is never repeated in a refusal: somebody may have put credentials into it. */
export function parseStorageUrl(text: string): Result<S3Target> {
  const url = URL.parse(text);
  if (url?.protocol !== "s3:") {
    return refuseUrl(
      `Write a bucket of an S3-compatible store, like ${EXAMPLE}, or leave it unset to keep files on disk.`,
    );
  }
  if (url.username !== "" || url.password !== "") {
    return refuseUrl("Take the credentials out of it and set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY instead.");
  }
  const problem = problemOfPlace(url) ?? problemOfParameters(url.searchParams);
  if (problem !== null) {
    return refuseUrl(problem);
  }

  const parameters = url.searchParams;
  const endpoint = parameters.get("endpoint");
  const prefix = prefixOf(url);
  return ok({
    bucket: url.host,
    prefix: prefix === "" ? "" : `${prefix}/`,
    region: parameters.get("region") ?? NO_REGION,
    endpoint,
    publicEndpoint: parameters.get("public-endpoint"),
    isPathStyle: (parameters.get("path-style") ?? String(endpoint !== null)) === "true",
    canPresign: parameters.get("presign") !== "off",
  });
}

function problemOfPlace(url: URL): string | null {
  const prefix = prefixOf(url);
  if (!BUCKET.test(url.host)) {
    return "The bucket's name has 3 to 63 lower-case letters, digits, hyphens and dots, and stands right after s3://.";
  }
  const isPlain = PREFIX.test(prefix) && !prefix.split("/").some((part) => /^\.+$/.test(part));
  if (prefix !== "" && !isPlain) {
    return `After the bucket comes at most a folder of plain names, as in ${EXAMPLE}.`;
  }
  return url.hash === "" ? null : "Take the # and what follows it out.";
}

function problemOfParameters(parameters: URLSearchParams): string | null {
  const names = [...parameters.keys()];
  const stray = names.find((name, index) => !PARAMETERS.includes(name) || names.indexOf(name) !== index);
  if (stray !== undefined) {
    return `After the ? it takes ${PARAMETERS.join(", ")}, each once.`;
  }
  if (!REGION.test(parameters.get("region") ?? NO_REGION)) {
    return "region is a name such as eu-central-1, or auto.";
  }
  if (!parameters.has("region") && !parameters.has("endpoint")) {
    return `Say in which region the bucket is, as in ${EXAMPLE}, or name another store by endpoint=https://….`;
  }
  const badEndpoint = ["endpoint", "public-endpoint"].find((name) => !isEndpoint(parameters.get(name)));
  if (badEndpoint !== undefined) {
    return `${badEndpoint} is an http or https address without credentials, ? or #, such as https://minio.example.com:9000.`;
  }
  if (!["true", "false", null].includes(parameters.get("path-style"))) {
    return "path-style is true or false.";
  }
  return ["on", "off", null].includes(parameters.get("presign")) ? null : "presign is on or off.";
}

function isEndpoint(text: string | null): boolean {
  if (text === null) {
    return true;
  }
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === "" && !/[?#@]/.test(text);
}

function prefixOf(url: URL): string {
  return url.pathname.replace(/^\//, "").replace(/\/$/, "");
}

function refuseUrl(message: string): Result<never> {
  return refuse({ code: "invalid", message });
}
