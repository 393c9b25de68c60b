import { CircleCheck, CircleX } from "lucide-react";
import type { AuditView } from "@/lib/core/audit";

export function AuditOutcome({ outcome }: Pick<AuditView, "outcome">) {
  return outcome === "done" ? (
    <span className="inline-flex items-center gap-1.5">
      <CircleCheck aria-hidden="true" className="size-3.5 text-positive-mark" strokeWidth={1.8} />
      Done
    </span>
  ) : (
    <span className="inline-flex items-center gap-1.5 text-critical">
      <CircleX aria-hidden="true" className="size-3.5 text-critical-mark" strokeWidth={1.8} />
      Refused
    </span>
  );
}
