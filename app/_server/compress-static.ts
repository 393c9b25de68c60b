import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const STATIC = join(".next", "static");
/** Below, the answer's headers weigh as much. */
const BYTES_MIN = 1024;

/** The last step of a build: writes what never changes again beside itself, as small as Brotli makes it. */
async function compressStatic(): Promise<void> {
  const names = await readdir(STATIC, { recursive: true });
  for (const path of names.filter((name) => /\.(js|css)$/.test(name)).map((name) => join(STATIC, name))) {
    if ((await stat(path)).size >= BYTES_MIN) {
      await writeFile(`${path}.br`, await compressed(await readFile(path)));
    }
  }
}

function compressed(bytes: Buffer): Promise<Buffer> {
  return promisify(brotliCompress)(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });
}

await compressStatic();
