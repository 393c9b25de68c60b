import { Rocket, Webhook } from "lucide-react";
import type { ReactNode } from "react";
import { GITHUB_APP_PRESET, LAUNCH_PRESET } from "@/lib/core/action";
import { classNames } from "./ui/class-names";

export type ActionKind = "webhook" | "github" | "slack" | "teams" | "launch";

export const ACTION_LABEL = {
  webhook: "Webhook",
  github: "GitHub workflow",
  slack: "Slack",
  teams: "Teams",
  launch: "Launch job",
} as const satisfies Record<ActionKind, string>;

/** What a webhook's preset makes of it: people think of the place where the message arrives. */
export function actionKindOf(preset: string): ActionKind {
  if (preset === "teams_legacy") {
    return "teams";
  }
  if (preset === "slack_bot") {
    return "slack";
  }
  if (preset === GITHUB_APP_PRESET) {
    return "github";
  }
  if (preset === LAUNCH_PRESET) {
    return "launch";
  }
  return preset === "github" || preset === "slack" || preset === "teams" ? preset : "webhook";
}

/** What an automation does, as a picture. Its word stands beside it, or in the hover. */
export function ActionIcon({ kind, className }: { kind: ActionKind; className?: string }) {
  const look = classNames("size-[15px] shrink-0 text-ink-2", className);
  if (kind === "webhook") {
    return <Webhook aria-hidden="true" className={look} strokeWidth={1.8} />;
  }
  if (kind === "launch") {
    return <Rocket aria-hidden="true" className={look} strokeWidth={1.8} />;
  }
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={look}
    >
      {PATHS[kind]}
    </svg>
  );
}

/** Lucide has no brands: these are the design's own simplified signs. */
const PATHS = {
  github: (
    <path
      fill="currentColor"
      stroke="none"
      d="M12 .3a12 12 0 0 0-3.8 23.38c.6.12.83-.26.83-.57L9 21.07c-3.34.72-4.04-1.61-4.04-1.61-.55-1.39-1.34-1.76-1.34-1.76-1.08-.74.09-.73.09-.73 1.2.09 1.83 1.24 1.83 1.24 1.08 1.83 2.81 1.3 3.5 1 .1-.78.42-1.31.76-1.61-2.67-.3-5.47-1.33-5.47-5.93 0-1.31.47-2.38 1.24-3.22-.14-.3-.54-1.52.1-3.18 0 0 1-.32 3.3 1.23a11.5 11.5 0 0 1 6 0c2.28-1.55 3.29-1.23 3.29-1.23.64 1.66.24 2.88.12 3.18a4.65 4.65 0 0 1 1.23 3.22c0 4.61-2.8 5.63-5.48 5.92.42.36.81 1.1.81 2.22l-.01 3.29c0 .31.2.69.82.57A12 12 0 0 0 12 .3Z"
    />
  ),
  slack: (
    <path
      strokeWidth="2.6"
      d="M9.2 3.5v6.3M14.8 14.2v6.3M3.5 14.8h6.3M14.2 9.2h6.3M14.8 3.5v2.2M9.2 18.3v2.2M3.5 9.2h2.2M18.3 14.8h2.2"
    />
  ),
  teams: (
    <g strokeWidth="1.9">
      <rect x="2.5" y="6" width="12" height="12" rx="2" />
      <path d="M6 9.8h5M8.5 9.8v5M17 10h4.5v5.5a3.5 3.5 0 0 1-5 3.1" />
      <circle cx="18.5" cy="5.5" r="1.8" />
    </g>
  ),
} as const satisfies Record<Exclude<ActionKind, "webhook" | "launch">, ReactNode>;
