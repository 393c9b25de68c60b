import { formatDuration } from "./format";
import { classNames } from "./ui/class-names";

/** Null where a phase did not happen: no lookup for an address, no handshake without TLS, nothing read after a reset. */
export type Timing = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  waitMs: number | null;
  readMs: number | null;
};

const PHASES = [
  { key: "dnsMs", label: "DNS", className: "bg-ink-off" },
  { key: "connectMs", label: "Connect", className: "bg-[color-mix(in_srgb,var(--accent)_35%,var(--surface))]" },
  { key: "tlsMs", label: "TLS", className: "bg-[color-mix(in_srgb,var(--accent)_65%,var(--surface))]" },
  { key: "waitMs", label: "Wait", className: "bg-accent" },
  { key: "readMs", label: "Read", className: "bg-ink-3" },
] as const satisfies readonly { key: keyof Timing; label: string; className: string }[];

/** Where an attempt's time went. */
export function TimingBar({ timing }: { timing: Timing }) {
  const phases = PHASES.flatMap((phase) => {
    const ms = timing[phase.key];
    return ms === null ? [] : [{ ...phase, ms }];
  });
  if (phases.length === 0) {
    return null;
  }

  return (
    <div>
      <div
        aria-hidden="true"
        className="forced-color-adjust-none mb-[7px] flex h-1.5 gap-px overflow-hidden rounded-[3px]"
      >
        {phases.map((phase) => (
          // A phase of no measurable length keeps a sliver, so that the bar shows what the words say.
          <span key={phase.key} style={{ flexGrow: phase.ms }} className={classNames("min-w-0.5", phase.className)} />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-3.5 gap-y-1 text-ink-2 text-small tabular-nums">
        {phases.map((phase) => (
          <li key={phase.key} className="flex items-center gap-[5px]">
            <span aria-hidden="true" className={classNames("size-2 rounded-[2px]", phase.className)} />
            {phase.label} {formatDuration(phase.ms)}
          </li>
        ))}
      </ul>
    </div>
  );
}
