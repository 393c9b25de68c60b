/** A longer text is shown as it was written: a page that takes a second to make holds up everybody else's. */
const LENGTH_MAX = 50_000;
/** Deeper nesting says nothing to a reader; it serves to exhaust the stack of whoever renders it. */
const DEPTH_MAX = 12;
/** In one block, that is between two empty lines. The parser's time grows with their square: 30,000 took 25 s. */
const MARKS_MAX = 1_000;
const LINES_MAX = 3_000;
const NESTED_LINES_MAX = 300;
/** Each reference is answered by a way back: fifty kilobytes of them made four megabytes of page. */
const FOOTNOTES_MAX = 200;

/** An address as a link may have it; empty for every other scheme, and for what leads to a place of this site. */
export function safeAddress(address: string): string {
  if (/^#user-content-fn[\w-]*$/.test(address)) {
    return address; // A footnote of the text itself.
  }
  const parsed = URL.parse(address);
  const isKnown = parsed !== null && ["http:", "https:", "mailto:"].includes(parsed.protocol);
  // The parser ignores control characters and spaces within a scheme, as browsers do: its own spelling is passed on.
  return isKnown ? parsed.href : "";
}

/** Whether parsing the text would take longer than a card is worth. Asked, in linear time, before anything is parsed. */
export function isTooHeavy(text: string): boolean {
  return (
    text.length > LENGTH_MAX ||
    (text.match(/\[\^/g)?.length ?? 0) > FOOTNOTES_MAX ||
    text.split(/(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)/).some(isHeavyBlock)
  );
}

function isHeavyBlock(block: string): boolean {
  const lines = block.split(/\r\n?|\n/);
  const marks = block.match(/[*_~[\]<>&`!]/g)?.length ?? 0;
  const deepest = lines.reduce((most, line) => Math.max(most, containersOf(line)), 0);
  return marks > MARKS_MAX || deepest > DEPTH_MAX || lines.length > (deepest > 3 ? NESTED_LINES_MAX : LINES_MAX);
}

/** How many quotes and lists a line opens one within the other, or stands in by its indentation. */
function containersOf(line: string): number {
  const [lead = ""] = /^(?:[ \t]*(?:>|[-+*](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/.exec(line) ?? [];
  const indent = lead === "" ? "" : (/^[ \t]*/.exec(line)?.[0] ?? "");
  return (lead.match(/[>+*-]|\d+[.)]/g)?.length ?? 0) + Math.floor(indent.replaceAll("\t", "    ").length / 4);
}
