import { createEmulator, type Emulator } from "emulate";
import { afterAll, beforeAll } from "vitest";
import { createS3Storage } from "@/lib/platform/storage/s3";
import { describeStorage } from "./storage-contract";

/** The key pair that the emulator knows from its start. */
const CREDENTIALS = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
};

let emulator: Emulator;

beforeAll(async () => {
  emulator = await createEmulator({
    service: "aws",
    port: 0,
    seed: { aws: { s3: { buckets: [{ name: "models" }] } } },
  });
});
afterAll(() => emulator.close());

// It knows neither multipart uploads nor ranges: those are proven on our own server, in s3.test.ts.
describeStorage(
  "emulated-s3",
  async () =>
    createS3Storage(
      {
        bucket: "models",
        prefix: "",
        region: "us-east-1",
        endpoint: emulator.url,
        publicEndpoint: null,
        isPathStyle: true,
        canPresign: false,
      },
      CREDENTIALS,
    ),
  { lacksMultipart: true, lacksRanges: true },
);
