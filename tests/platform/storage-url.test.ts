import { describe, expect, test } from "vitest";
import { parseStorageUrl } from "@/lib/platform/storage/storage-url";

test("a bucket on AWS is a name, a folder and a region", () => {
  expect(parseStorageUrl("s3://models/team/files/?region=eu-central-1")).toEqual({
    ok: true,
    value: {
      bucket: "models",
      prefix: "team/files/",
      region: "eu-central-1",
      endpoint: null,
      publicEndpoint: null,
      isPathStyle: false,
      canPresign: true,
    },
  });
});

test("another store is named by its address, and everything about it can be said", () => {
  const text =
    "s3://models?endpoint=http://minio:9000&public-endpoint=https://files.example.com&path-style=false&presign=off";

  expect(parseStorageUrl(text)).toMatchObject({
    ok: true,
    value: {
      prefix: "",
      region: "us-east-1",
      endpoint: "http://minio:9000",
      publicEndpoint: "https://files.example.com",
      isPathStyle: false,
      canPresign: false,
    },
  });
  expect(parseStorageUrl("s3://models?endpoint=https://abc.example.com/storage/v1/s3&region=auto")).toMatchObject({
    ok: true,
    value: { isPathStyle: true, region: "auto" },
  });
});

describe("a mistake is told with its remedy, and nothing of the text:", () => {
  test.each([
    ["hunter2", "Write a bucket"],
    ["https://hunter2.s3.amazonaws.com", "Write a bucket"],
    ["s3://key:hunter2@models?region=x", "Take the credentials out"],
    ["s3://?region=x", "The bucket's name"],
    ["s3://Hunter2?region=x", "The bucket's name"],
    ["s3://ab?region=x", "The bucket's name"],
    ["s3://models:9000?region=x", "The bucket's name"],
    ["s3://models/../hunter2?region=x%00", "region is a name"],
    ["s3://models/a//hunter2?region=x", "After the bucket"],
    ["s3://models/hunter2%20?region=x", "After the bucket"],
    ["s3://models?region=x#hunter2", "Take the #"],
    ["s3://models", "Say in which region"],
    ["s3://models?region=hunter2_!", "region is a name"],
    ["s3://models?region=x&secret=hunter2", "After the ? it takes region, endpoint"],
    ["s3://models?region=x&region=y", "each once"],
    ["s3://models?endpoint=hunter2", "endpoint is an http"],
    ["s3://models?endpoint=ftp://hunter2", "endpoint is an http"],
    ["s3://models?endpoint=https://u:hunter2@x", "endpoint is an http"],
    ["s3://models?endpoint=https://x&public-endpoint=https://x/?hunter2", "public-endpoint is an http"],
    ["s3://models?region=x&path-style=hunter2", "path-style is true or false"],
    ["s3://models?region=x&presign=hunter2", "presign is on or off"],
  ])("%s", (text, message) => {
    const result = parseStorageUrl(text);

    expect(result).toMatchObject({ ok: false, problem: { message: expect.stringContaining(message) } });
    expect(JSON.stringify(result)).not.toContain("hunter2");
  });
});
