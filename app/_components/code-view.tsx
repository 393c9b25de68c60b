import { type CodeLanguage, type CodeToken, codeTokens, prettyText, tintFilled } from "./code-tokens";
import { classNames } from "./ui/class-names";
import { CopyButton } from "./ui/copy-button.client";

// A page stays quick with what a person can read; the copy button gives the whole.
const LINES_MAX = 2000;

const TOKEN_LOOK = {
  key: "text-ink",
  text: "text-ink-2",
  number: "text-running",
  punctuation: "text-ink-3",
  variable: "mx-px rounded-[3px] bg-accent-soft px-0.5 text-accent shadow-[0_0_0_1px_var(--accent-line)]",
  plain: "",
} as const satisfies Record<CodeToken["kind"], string>;

const FILLED = "rounded-[3px] bg-accent-soft text-accent";

export type CodeViewProps = {
  /** Names the region, which scrolls and can therefore take the focus. */
  label: string;
  text: string;
  language?: CodeLanguage;
  hasLineNumbers?: boolean;
  /** Which characters of the text were filled in: they are tinted. In order, and none overlaps another. */
  filled?: readonly { from: number; to: number }[];
  /** Shows a button that copies the whole. */
  canCopy?: boolean;
  /** The key of that button. */
  copyKey?: string;
  /** `bare` inside a panel, which has the frame already. */
  frame?: "framed" | "bare";
  className?: string;
};

/** Text as code: JSON coloured, `${variables}` as chips. Long lines scroll within it. */
export function CodeView({
  label,
  text,
  language = "text",
  hasLineNumbers = false,
  filled = [],
  canCopy = false,
  copyKey,
  frame = "framed",
  className,
}: CodeViewProps) {
  const lines = text.split("\n");
  const shown = lines.slice(0, LINES_MAX);
  const starts = lineStarts(shown);
  return (
    <div
      className={classNames(
        "relative min-w-0 overflow-hidden bg-canvas dark:bg-sunken",
        frame === "framed" ? "rounded-control border border-line" : "rounded-b-panel",
        className,
      )}
    >
      {canCopy ? (
        <CopyButton
          text={text}
          label={`Copy ${label.toLowerCase()}`}
          shortcut={copyKey}
          className="absolute top-1.5 right-1.5"
        />
      ) : null}
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        // The button has a strip of its own: no line runs beneath it, however far it is scrolled.
        className={classNames("max-h-[480px] overflow-auto -outline-offset-2", canCopy && "mr-9 noscript:mr-0")}
      >
        <pre className="w-max min-w-full py-2 font-mono text-small leading-[19px] tracking-[-.005em]">
          {shown.map((line, index) => (
            <CodeLine
              // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number.
              key={index}
              line={line}
              language={language}
              filled={filled.map(({ from, to }) => ({
                from: from - (starts[index] ?? 0),
                to: to - (starts[index] ?? 0),
              }))}
              number={hasLineNumbers ? index + 1 : null}
            />
          ))}
        </pre>
      </section>
      {lines.length > shown.length ? (
        <p className="border-line border-t px-3.5 py-2 text-ink-3 text-small">
          {lines.length - shown.length} more lines are not shown.
        </p>
      ) : null}
    </div>
  );
}

/** A stored value, pretty-printed and numbered. */
export function JsonView({ value, ...rest }: Omit<CodeViewProps, "text" | "language"> & { value: unknown }) {
  return <CodeView hasLineNumbers {...rest} text={JSON.stringify(value, null, 2) ?? "null"} language="json" />;
}

/** A body as it was sent or received: pretty-printed when it is JSON, as it is when not. */
export function BodyView({ body, ...rest }: Omit<CodeViewProps, "text" | "language"> & { body: string }) {
  return <CodeView hasLineNumbers canCopy {...rest} {...prettyText(body)} />;
}

type CodeLineProps = {
  line: string;
  language: CodeLanguage;
  filled: readonly { from: number; to: number }[];
  number: number | null;
};

function CodeLine({ line, language, filled, number }: CodeLineProps) {
  const tokens = tintFilled(codeTokens(line, language), filled);
  return (
    <span className={classNames("flex min-h-[19px] pr-3.5", number === null && "pl-3.5")}>
      {number === null ? null : (
        <span aria-hidden="true" className="w-[38px] shrink-0 select-none pr-3.5 text-right text-ink-3">
          {number}
        </span>
      )}
      <span>
        {tokens.map((token, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line's pieces are known by their place.
          <span key={index} className={token.isFilled ? FILLED : TOKEN_LOOK[token.kind] || undefined}>
            {token.text}
          </span>
        ))}
        {"\n"}
      </span>
    </span>
  );
}

function lineStarts(lines: readonly string[]): number[] {
  let start = 0;
  return lines.map((line) => {
    const from = start;
    start += line.length + 1;
    return from;
  });
}
