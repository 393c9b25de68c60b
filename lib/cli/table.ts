import { shown, type Terminal, type Tone } from "./terminal";

export type Cell = string | { text: string; tone: Tone };

const GAP = "  ";
const CELL_WIDTH_MAX = 60;

/** Prints rows under their headings, each column as wide as its widest cell. */
export function printTable(terminal: Terminal, headings: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const head = headings.map((text): Cell => ({ text, tone: "quiet" }));
  for (const line of tableLines(terminal, [head, ...rows])) {
    terminal.out(line);
  }
}

/** Aligns rows of cells. The last column is not padded, so that no line ends in spaces. */
export function tableLines(terminal: Pick<Terminal, "paint">, rows: readonly (readonly Cell[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => cut(shown(typeof cell === "string" ? cell : cell.text))));
  const columns = Math.max(0, ...texts.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...texts.map((row) => displayWidth(row[column] ?? ""))),
  );

  return rows.map((row, index) =>
    row
      .map((cell, column) => {
        const text = texts[index]?.[column] ?? "";
        const painted = typeof cell === "string" ? text : terminal.paint(text, cell.tone);
        const isLast = column === row.length - 1;
        return isLast ? painted : painted + " ".repeat((widths[column] ?? 0) - displayWidth(text));
      })
      .join(GAP)
      .trimEnd(),
  );
}

const GRAPHEMES = new Intl.Segmenter("en", { granularity: "grapheme" });
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|^\p{Emoji_Presentation}/u;

/** Columns that a text takes up: a letter with its accents is one, an ideograph or an emoji two. */
export function displayWidth(text: string): number {
  return [...GRAPHEMES.segment(text)].reduce((sum, { segment }) => sum + (WIDE.test(segment) ? 2 : 1), 0);
}

function cut(text: string): string {
  if (displayWidth(text) <= CELL_WIDTH_MAX) {
    return text;
  }
  let kept = "";
  for (const { segment } of GRAPHEMES.segment(text)) {
    if (displayWidth(kept + segment) > CELL_WIDTH_MAX - 1) {
      break;
    }
    kept += segment;
  }
  return `${kept}…`;
}
