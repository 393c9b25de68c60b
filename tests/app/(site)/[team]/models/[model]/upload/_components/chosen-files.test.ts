import { expect, test } from "vitest";
import {
  chosenFiles,
  problemOfFiles,
  readMetadata,
} from "@/app/(site)/[team]/models/[model]/upload/_components/chosen-files";

test("files of a folder have their paths within it", () => {
  const inFolder = Object.assign(new File(["x"], "a.txt"), { webkitRelativePath: "model/sub/a.txt" });
  const alone = Object.assign(new File(["x"], "b.txt"), { webkitRelativePath: "" });

  expect(chosenFiles([inFolder, alone] as unknown as FileList).map(({ path }) => path)).toEqual(["sub/a.txt", "b.txt"]);
});

test.each([
  [[], "Choose at least one file."],
  [[{ path: "a\\b" }], "a\\b: Leave out control characters and backslashes."],
  [[{ path: "a/b.txt" }], null],
])("%j: %s", (files, expected) => {
  expect(problemOfFiles(files)).toBe(expected);
});

test("metadata is an object or a sentence", () => {
  expect(readMetadata("")).toEqual({ ok: true, value: {} });
  expect(readMetadata('{"auc": 1}')).toEqual({ ok: true, value: { auc: 1 } });
  expect(readMetadata("{")).toMatchObject({ ok: false, problem: { field: "metadata" } });
  expect(readMetadata("[1]")).toMatchObject({ ok: false, problem: { field: "metadata" } });
});
