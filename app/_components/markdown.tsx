import type { ComponentProps, ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { isTooHeavy, safeAddress } from "./markdown-safety";
import { classNames } from "./ui/class-names";

const PLUGINS = [[remarkGfm, { singleTilde: false }]] satisfies ComponentProps<typeof ReactMarkdown>["remarkPlugins"];

export type MarkdownProps = {
  text: string;
  /** Names the text's tables, which scroll and can therefore take the focus. */
  label: string;
  className?: string;
};

/**
 * Text of strangers as Markdown, made on the server. HTML in it is shown as the text that it is, addresses are http,
 * https and mailto alone, and nothing is loaded from elsewhere: an image becomes a link to it.
 */
export function Markdown({ text, label, className }: MarkdownProps) {
  const look = classNames("min-w-0 break-words text-[12.5px] text-ink-2 leading-[19px]", className);
  if (isTooHeavy(text)) {
    return <pre className={classNames(look, "whitespace-pre-wrap font-mono")}>{text}</pre>;
  }
  return (
    <div className={look}>
      <ReactMarkdown remarkPlugins={PLUGINS} urlTransform={safeAddress} components={componentsOf(label)}>
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** Headings begin below those of the page. */
function componentsOf(label: string): Components {
  return {
    ...HEADINGS,
    ...BLOCKS,
    a: ({ href, children }) => <Address href={href}>{children}</Address>,
    img: ({ src, alt }) => <Address href={typeof src === "string" ? src : undefined}>{alt || "image"}</Address>,
    input: ({ checked }) => (
      <input
        type="checkbox"
        checked={checked ?? false}
        readOnly
        disabled
        aria-label={checked ? "done" : "to do"}
        className="mr-1.5 size-3 align-[-1px]"
      />
    ),
    table: ({ children }) => (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      <section aria-label={`${label}, table`} tabIndex={0} className="my-2 max-h-[480px] overflow-auto">
        <table className="border-collapse">{children}</table>
      </section>
    ),
  };
}

const HEADINGS: Components = {
  h1: ({ children }) => <h3 className="mt-4 font-semibold text-head text-ink first:mt-0">{children}</h3>,
  h2: ({ children }) => <h4 className="mt-3.5 font-semibold text-ink text-lead first:mt-0">{children}</h4>,
  h3: ({ children }) => <h5 className="mt-3 font-semibold text-base text-ink first:mt-0">{children}</h5>,
  h4: ({ children }) => <h6 className="mt-3 font-semibold text-ink first:mt-0">{children}</h6>,
  h5: ({ children }) => <h6 className="mt-3 font-medium text-ink first:mt-0">{children}</h6>,
  h6: ({ children }) => <h6 className="mt-3 font-medium first:mt-0">{children}</h6>,
};

const BLOCKS: Components = {
  p: ({ children }) => <p className="mt-[7px] first:mt-0">{children}</p>,
  strong: ({ children }) => <strong className="font-semibold text-ink">{children}</strong>,
  ul: ({ children }) => <ul className="mt-[7px] list-disc pl-5 first:mt-0">{children}</ul>,
  ol: ({ start, children }) => (
    <ol start={start} className="mt-[7px] list-decimal pl-5 first:mt-0">
      {children}
    </ol>
  ),
  blockquote: ({ children }) => (
    <blockquote className="mt-[7px] border-line-strong border-l-2 pl-3 text-ink-3">{children}</blockquote>
  ),
  hr: () => <hr className="my-3 border-line" />,
  pre: ({ children }) => (
    <section
      aria-label="Code"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="mt-[7px] overflow-x-auto rounded-control border border-line bg-canvas px-3 py-2 dark:bg-sunken"
    >
      <pre>{children}</pre>
    </section>
  ),
  code: ({ children }) => <code className="font-mono text-small">{children}</code>,
  th: ({ children, style }) => (
    <th style={style} className="border border-line bg-canvas px-2.5 py-1 text-left font-medium dark:bg-sunken">
      {children}
    </th>
  ),
  td: ({ children, style }) => (
    <td style={style} className="border border-line px-2.5 py-1">
      {children}
    </td>
  ),
};

/** What leads nowhere safe stays as words. */
function Address({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) {
    return <span>{children}</span>;
  }
  return (
    <a
      href={href}
      rel="nofollow noopener noreferrer ugc"
      className="text-accent underline decoration-current/35 underline-offset-3"
    >
      {children}
    </a>
  );
}
