/** What every text control looks like, whatever its height. */
export const CONTROL =
  "w-full min-w-0 rounded-control border border-line-strong bg-surface text-base text-ink placeholder:text-ink-3 focus-visible:border-accent focus-visible:rounded-control focus-visible:outline-[3px] focus-visible:outline-accent/20 focus-visible:outline-offset-0 disabled:text-ink-off aria-[invalid=true]:border-critical-mark dark:bg-sunken";
