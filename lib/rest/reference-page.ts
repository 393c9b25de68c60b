import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Nothing on the page comes from, or goes to, anywhere but this server: the policy below holds the script to it. */
const CONFIGURATION = {
  withDefaultFonts: false,
  telemetry: false,
  defaultOpenAllTags: true,
  hideClientButton: true,
  showDeveloperTools: "never",
  agent: { disabled: true },
  mcp: { disabled: true },
  metaData: { title: "Modelwire API" },
} as const;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** The readable reference: a page that holds only the address of the document, and the script that shows it. */
export function referencePage(basePath: string): Response {
  const configuration = JSON.stringify(CONFIGURATION).replaceAll('"', "&quot;");
  const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Modelwire API</title>
    <link rel="icon" href="data:,">
  </head>
  <body>
    <noscript>The reference needs JavaScript. <a href="${basePath}/openapi.json">The document itself</a> does not.</noscript>
    <script id="api-reference" data-url="${basePath}/openapi.json" data-configuration="${configuration}"></script>
    <script src="${basePath}/docs/reference.js"></script>
  </body>
</html>
`;
  return new Response(page, {
    headers: {
      "Content-Type": "text/html; charset=utf-8",
      "Content-Security-Policy": POLICY,
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
  });
}

type Script = { plain: Uint8Array<ArrayBuffer>; zipped: Uint8Array<ArrayBuffer>; etag: string };

/** Serves the reference's script from the package: read and compressed at its first use, then kept. */
export function referenceScript(path: string): (request: Request) => Promise<Response> {
  let script: Promise<Script> | undefined;

  return async function serve(request) {
    script ??= readScript(path);
    const { plain, zipped, etag } = await script.catch((error: unknown) => {
      script = undefined; // Tried anew next time: the failure may have been the disk's.
      throw error;
    });
    const headers = {
      ETag: etag,
      "Cache-Control": "public, max-age=86400, stale-while-revalidate=604800",
      Vary: "Accept-Encoding",
      "X-Content-Type-Options": "nosniff",
    };
    if (request.headers.get("if-none-match") === etag) {
      return new Response(null, { status: 304, headers });
    }
    const isZipped = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    return new Response(isZipped ? zipped : plain, {
      headers: {
        ...headers,
        "Content-Type": "text/javascript; charset=utf-8",
        ...(isZipped ? { "Content-Encoding": "gzip" } : {}),
      },
    });
  };
}

async function readScript(path: string): Promise<Script> {
  const plain = new Uint8Array(await readFile(path));
  const zipped = new Uint8Array(await promisify(gzip)(plain));
  return { plain, zipped, etag: `"${createHash("sha256").update(plain).digest("base64url").slice(0, 22)}"` };
}
