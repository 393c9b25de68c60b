/**
 * SHA-256 bit by bit of a stream, for the browser: `crypto.subtle` takes only what is whole in memory, and is not there
 * at all where a server is reached over plain http. Checked against Node's own. The server proves every digest anew.
 */
export type Sha256 = {
  update(bytes: Uint8Array): void;
  /** Lower-case hexadecimal. Ends it: nothing may be added after. */
  digest(): string;
};

const BLOCK_BYTES = 64;

// The first 32 bits of the fractions of the cube roots of the first 64 primes, and of the square roots of the first 8.
const PRIMES = firstPrimes(64);
const K = Uint32Array.from(PRIMES, (prime) => fractionBits(Math.cbrt(prime)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

export function createSha256(): Sha256 {
  const state = START.slice();
  const words = new Uint32Array(64);
  const rest = new Uint8Array(BLOCK_BYTES);
  let restBytes = 0;
  let totalBytes = 0;

  function update(bytes: Uint8Array): void {
    totalBytes += bytes.length;
    let offset = 0;
    if (restBytes > 0) {
      offset = Math.min(BLOCK_BYTES - restBytes, bytes.length);
      rest.set(bytes.subarray(0, offset), restBytes);
      restBytes += offset;
      if (restBytes < BLOCK_BYTES) {
        return;
      }
      mix(state, words, rest, 0);
      restBytes = 0;
    }
    for (; offset + BLOCK_BYTES <= bytes.length; offset += BLOCK_BYTES) {
      mix(state, words, bytes, offset);
    }
    rest.set(bytes.subarray(offset));
    restBytes = bytes.length - offset;
  }

  function digest(): string {
    const bits = totalBytes * 8; // Exact below 2^53: a petabyte.
    const padding = new Uint8Array((restBytes < 56 ? 64 : 128) - restBytes);
    padding[0] = 0x80;
    const length = new DataView(padding.buffer, padding.length - 8);
    length.setUint32(0, Math.floor(bits / 0x1_0000_0000));
    length.setUint32(4, bits % 0x1_0000_0000);
    update(padding);
    return [...state].map((word) => word.toString(16).padStart(8, "0")).join("");
  }

  return { update, digest };
}

/** One block of 64 bytes into the state. Typed arrays are within their bounds, so `?? 0` only satisfies the compiler. */
function mix(state: Uint32Array, words: Uint32Array, bytes: Uint8Array, offset: number): void {
  spread(words, bytes, offset);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let round = 0; round < 64; round++) {
    const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const one = (h + big1 + ((e & f) ^ (~e & g)) + (K[round] ?? 0) + (words[round] ?? 0)) | 0;
    const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const other = (big0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + other) | 0;
  }
  const sums = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < 8; index++) {
    state[index] = ((state[index] ?? 0) + (sums[index] ?? 0)) | 0;
  }
}

function spread(words: Uint32Array, bytes: Uint8Array, offset: number): void {
  for (let index = 0; index < 16; index++) {
    const at = offset + index * 4;
    words[index] =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  }
  for (let index = 16; index < 64; index++) {
    const x = words[index - 15] ?? 0;
    const y = words[index - 2] ?? 0;
    const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[index] = ((words[index - 16] ?? 0) + small0 + (words[index - 7] ?? 0) + small1) | 0;
  }
}

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) {
      primes.push(candidate);
    }
  }
  return primes;
}

function fractionBits(root: number): number {
  return Math.floor((root - Math.floor(root)) * 0x1_0000_0000);
}
