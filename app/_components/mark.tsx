/** The mark: an M drawn as one wire that ends in a signal. Only the signal has the accent. */
export function Mark({ size = 18 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" fill="none" aria-hidden="true">
      <path d="M2.25 13.25V3.6L8 9.35l5.75-5.75v5.15" stroke="currentColor" strokeWidth="2" strokeLinecap="square" />
      <circle cx="13.75" cy="12.9" r="1.85" fill="var(--accent)" />
    </svg>
  );
}
