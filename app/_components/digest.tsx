import { shortDigest } from "./format";
import { CopyButton } from "./ui/copy-button.client";

/** Eight characters of a digest; the hover shows it whole and the button copies it whole. */
export function Digest({ digest, canCopy = true }: { digest: string; canCopy?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1">
      <span title={digest} className="font-mono text-ink-3 text-small">
        {shortDigest(digest)}
      </span>
      {canCopy ? <CopyButton text={digest} label="Copy digest" /> : null}
    </span>
  );
}
