export type Shortcut = { keys: readonly string[]; words: string };

/** `mod` is ⌘ or Ctrl. Keys that follow one another stand apart, so that `G M` is G and then M. */
export const SHORTCUTS = [
  {
    label: "Everywhere",
    shortcuts: [
      { keys: ["mod", "K"], words: "Search, or run a command" },
      { keys: ["/"], words: "Filter here" },
      { keys: ["?"], words: "All shortcuts" },
      { keys: ["Z"], words: "Undo the last change" },
      { keys: ["T"], words: "Times exact, or as distances" },
      { keys: ["mod", "↵"], words: "Send the form or dialog" },
      { keys: ["Esc"], words: "Back, or close" },
    ],
  },
  {
    label: "Go to",
    shortcuts: [
      { keys: ["G", "M"], words: "Models" },
      { keys: ["G", "A"], words: "Automations" },
      { keys: ["G", "D"], words: "Deliveries" },
      { keys: ["G", "R"], words: "Runs" },
      { keys: ["G", "Q"], words: "Queues" },
      { keys: ["G", "S"], words: "Settings" },
    ],
  },
  {
    label: "Lists",
    shortcuts: [
      { keys: ["J"], words: "Next row" },
      { keys: ["K"], words: "Row before" },
      { keys: ["↵"], words: "Open" },
      { keys: ["X"], words: "Select" },
      { keys: ["N"], words: "New" },
      { keys: ["Space"], words: "Hold a live list still" },
    ],
  },
  {
    label: "Versions, deliveries and runs",
    shortcuts: [
      { keys: ["L"], words: "Link a version" },
      { keys: ["A"], words: "Add an alias" },
      { keys: ["C"], words: "Compare selected" },
      { keys: ["D"], words: "Download" },
      { keys: ["R"], words: "Redeliver, retry now, or rerun" },
      { keys: ["O"], words: "Open the run" },
      { keys: ["F"], words: "Follow the log" },
    ],
  },
] as const satisfies readonly { label: string; shortcuts: readonly Shortcut[] }[];
