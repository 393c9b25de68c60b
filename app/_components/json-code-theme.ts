import { EditorView } from "@codemirror/view";

const POPUP = {
  backgroundColor: "var(--raised)",
  border: "0",
  borderRadius: "8px",
  boxShadow: "var(--lift-float)",
  color: "var(--ink)",
};

const CHIP = {
  margin: "0 1px",
  padding: "0 2px",
  borderRadius: "3px",
  color: "var(--accent)",
  backgroundColor: "var(--accent-soft)",
  boxShadow: "0 0 0 1px var(--accent-line)",
};

/** By tokens, so that it follows the page's theme by itself. Sizes as in `CodeView`, so that both read alike. */
export const JSON_CODE_THEME = EditorView.theme({
  "&": { color: "var(--ink-2)", backgroundColor: "transparent", fontSize: "12px" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    minHeight: "220px",
    maxHeight: "480px",
    fontFamily: "var(--font-geist-mono), ui-monospace, monospace",
    lineHeight: "19px",
    letterSpacing: "-.005em",
  },
  ".cm-content": { padding: "8px 0", caretColor: "var(--accent)" },
  ".cm-cursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "1.5px" },
  ".cm-line": { padding: "0 14px 0 0" },
  ".cm-gutters": { backgroundColor: "transparent", border: "0", color: "var(--ink-3)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "38px", padding: "0 14px 0 0" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  "&.cm-focused .cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--selected) 60%, transparent)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--selected)", color: "inherit" },
  ".cm-variable, .cm-variable span": { color: "var(--accent)" },
  ".cm-variable": CHIP,
  ".cm-variable-wrong, .cm-variable-wrong span": { color: "var(--critical)" },
  ".cm-variable-wrong": { backgroundColor: "var(--critical-soft)", boxShadow: "0 0 0 1px var(--critical-line)" },
  ".cm-fault": { textDecoration: "underline wavy var(--critical-mark)", textUnderlineOffset: "3px" },
  ".cm-tooltip": POPUP,
  ".cm-tooltip.cm-tooltip-autocomplete": { padding: "4px", width: "min(400px, 92vw)" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": {
    fontFamily: "var(--font-geist-mono), ui-monospace, monospace",
    fontSize: "12px",
    maxHeight: "224px",
    maxWidth: "none",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    height: "28px",
    padding: "0 8px",
    borderRadius: "5px",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]": {
    backgroundColor: "var(--selected)",
    color: "var(--ink)",
  },
  ".cm-completionMatchedText": { color: "var(--accent)", fontWeight: "600", textDecoration: "none" },
  ".cm-completion-value": {
    marginLeft: "auto",
    minWidth: "0",
    overflow: "hidden",
    textOverflow: "ellipsis",
    color: "var(--ink-3)",
  },
  ".cm-completionLabel": { flexShrink: "0" },
  ".cm-tooltip-autocomplete::after": {
    content: '"↑ ↓ choose   ↵ insert   Values are from the newest match."',
    display: "block",
    margin: "4px -4px -4px",
    padding: "6px 12px",
    borderTop: "1px solid var(--line)",
    color: "var(--ink-3)",
    fontSize: "12px",
    whiteSpace: "pre-wrap",
  },
  ".cm-tooltip.cm-completionInfo": {
    ...POPUP,
    maxWidth: "260px",
    padding: "8px 10px",
    fontFamily: "var(--font-geist-sans), sans-serif",
    fontSize: "12px",
    lineHeight: "16px",
    color: "var(--ink-2)",
  },
});
