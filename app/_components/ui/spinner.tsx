import { LoaderCircle } from "lucide-react";
import { classNames } from "./class-names";

/** Turns once a second. The words beside it say what is going on, so it is hidden from screen readers. */
export function Spinner({ className }: { className?: string }) {
  return <LoaderCircle aria-hidden="true" className={classNames("size-3.5 shrink-0 animate-spin", className)} />;
}
