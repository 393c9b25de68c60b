import { type Figure, isShort, type Measured, type Unit } from "./figures";
import type { Machine } from "./machine";

const HEADINGS = ["bench", "database", "figure", "measured", "asked", "raw limits in the same run", "note"];
const SIGN = { "/s": "≥", ms: "<", "×": "≤", MB: "<" } as const satisfies Record<Unit, string>;

export function machineText(machine: Machine): string {
  const settings = Object.entries(machine.postgresSettings).map(([name, value]) => `${name}=${value}`);
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, ${machine.platform}`,
    `Node ${machine.node}, Postgres ${machine.postgres} (${settings.join(", ")})`,
    `load over the minute before: ${machine.load}; ${machine.at}`,
  ].join("\n");
}

/** A Markdown table, so that the note can hold it as it was printed. */
export function tableText(figures: readonly Figure[]): string {
  const rows = [HEADINGS, ...figures.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => lineOf(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [lines[0], lineOf(widths.map((width) => "-".repeat(width))), ...lines.slice(1)].join("\n");
}

/** One figure on one line, as it is found. */
export function figureText(figure: Figure): string {
  const note = figure.note ? ` (${figure.note})` : "";
  const raw = figure.raw.map((limit) => `\n      beside ${limit.name}: ${amount(limit)}`).join("");
  return `  ${figure.database}: ${figure.name}: ${amount(figure)}${note}${raw}`;
}

function cellsOf(figure: Figure): string[] {
  const { bench, database, name, target, unit, raw } = figure;
  const asked =
    target === null ? "" : `${SIGN[unit]} ${amount({ value: target, unit })}${isShort(figure) ? " missed" : ""}`;
  return [
    bench,
    database,
    name,
    amount(figure),
    asked,
    raw.map((limit) => `${limit.name} ${amount(limit)}`).join("; "),
  ];
}

function amount({ value, unit }: Pick<Measured, "value" | "unit">): string {
  const digits = value >= 100 || (unit === "/s" && value >= 10) ? 0 : 2;
  const text = value.toLocaleString("en", { maximumFractionDigits: digits });
  return unit === "/s" ? `${text}/s` : `${text} ${unit}`;
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
