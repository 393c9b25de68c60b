import { describe, expect, test } from "vitest";
import type { ReportInput } from "@/lib/core/ports";
import { readSlackAnswer, slackUpdateOf, slackUpdateUrl } from "@/lib/core/slack";

const NOW = new Date("2026-11-26T12:00:00Z");

describe("an answer of Slack", () => {
  test("is a delivery only where it says ok, and tells what the message is called", () => {
    const { outcome, message } = read({ ok: true, channel: "C1", ts: "17.0001", message: { text: "x" } });

    expect(outcome).toEqual({ kind: "delivered", code: "delivered", status: 200 });
    expect(message).toEqual({ channel: "C1", ts: "17.0001" });
  });

  test.each([
    ["channel_not_found", "channel_refused", false],
    ["not_in_channel", "channel_refused", false],
    ["is_archived", "channel_refused", false],
    ["invalid_auth", "token_refused", false],
    ["missing_scope", "token_refused", false],
    ["msg_blocks_too_long", "message_refused", false],
    ["invalid_blocks", "message_refused", false],
    ["some_word_that_is_new", "message_refused", false],
    ["internal_error", "message_refused", true],
    ["ratelimited", "rate_limited", true],
  ] as const)("%s is %s, tried again: %s", (error, code, isRetryable) => {
    expect(read({ ok: false, error }).outcome).toMatchObject({ kind: "failed", code, isRetryable, status: 200 });
  });

  test("that asks to slow down is waited for as long as it says", () => {
    const { outcome } = read({ ok: false, error: "ratelimited" }, { "Retry-After": "30" });

    expect(outcome).toMatchObject({ retryAfterMs: 30_000 });
  });

  test.each(["", "ok", "<html>", "null", "[]", '{"ok":"yes"}'])(
    "%j is none, so nothing counts as posted",
    (bodyText) => {
      expect(readSlackAnswer({ headers: {}, bodyText }, NOW)).toMatchObject({
        outcome: { kind: "failed", code: "message_refused" },
        message: null,
      });
    },
  );
});

describe("an updated message", () => {
  const MESSAGE = { channel: "C1", ts: "17.0001" };

  test("is the one that was sent, with a line for each run beneath", () => {
    const sent = { channel: "#models", text: "production moved", blocks: [{ type: "section" }], icon_emoji: ":robot:" };

    expect(slackUpdateOf(sent, MESSAGE, [run()])).toEqual({
      channel: "C1",
      ts: "17.0001",
      icon_emoji: ":robot:",
      text: "production moved\n:arrows_counterclockwise: <https://github.com/r/1|deploy.yml> is running",
      blocks: [
        { type: "section" },
        {
          type: "context",
          elements: [
            { type: "mrkdwn", text: ":arrows_counterclockwise: <https://github.com/r/1|deploy.yml> is running" },
          ],
        },
      ],
    });
  });

  test("names a rerun and the job that failed first", () => {
    const failingJob = { name: "canary", url: "https://github.com/r/1/job/2" };
    const { text } = slackUpdateOf({ text: "" }, MESSAGE, [run({ state: "failed", attempt: 2, failingJob })]);

    expect(text).toBe(
      ":x: <https://github.com/r/1|deploy.yml> failed (attempt 2), first in <https://github.com/r/1/job/2|canary>",
    );
  });

  test("takes no mention and no forged link from a workflow's or a job's name", () => {
    const hostile = "<!channel>|<https://evil.example|x>&";
    const failingJob = { name: hostile, url: "https://github.com/r>|<!here>" };
    const { text } = slackUpdateOf({}, MESSAGE, [run({ workflow: hostile, state: "failed", failingJob })]);

    expect(String(text).match(/<[^>]*>/g)).toHaveLength(2);
    expect(text).not.toContain("<!");
    expect(text).not.toContain("<https://evil");
  });

  test("stays within the blocks that Slack takes", () => {
    const blocks = Array.from({ length: 50 }, () => ({ type: "divider" }));

    expect(slackUpdateOf({ blocks }, MESSAGE, [run()]).blocks).toHaveLength(50);
  });

  test.each([
    ["https://slack.com/api/chat.postMessage", "https://slack.com/api/chat.update"],
    ["http://127.0.0.1:4003/api/chat.postMessage?x=1", "http://127.0.0.1:4003/api/chat.update?x=1"],
  ])("of %s goes to %s", (url, updateUrl) => {
    expect(slackUpdateUrl(url)).toBe(updateUrl);
  });
});

function read(body: object, headers: Record<string, string> = {}) {
  return readSlackAnswer({ headers, bodyText: JSON.stringify(body) }, NOW);
}

function run(more: Partial<ReportInput["runs"][number]> = {}): ReportInput["runs"][number] {
  return {
    id: 1,
    state: "running",
    conclusion: null,
    url: "https://github.com/r/1",
    workflow: "deploy.yml",
    attempt: 1,
    failingJob: null,
    startedAt: null,
    finishedAt: null,
    sha: null,
    ...more,
  };
}
