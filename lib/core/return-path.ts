/** An origin that no address has by accident: what leaves it was not one of our own paths. */
const OWN = "http://own.invalid";
const LENGTH_MAX = 2_000;

/** Nobody returns to these: they are for programs, and some of them do something when they are opened. */
const NOT_A_PAGE = /^\/(api|_next)(\/|$)/i;

/**
 * The page of this site to go to after signing in. Anything but a plain path of our own, in whatever spelling, is the
 * first page: a link to the sign-in page must not lead people elsewhere.
 */
export function returnPath(text: unknown): string {
  if (
    typeof text !== "string" ||
    text.length > LENGTH_MAX ||
    !/^\/(?![/\\])[!-~]*$/.test(text) ||
    text.includes("\\")
  ) {
    return "/";
  }

  const url = URL.canParse(text, OWN) ? new URL(text, OWN) : null;
  const isOwn = url?.origin === OWN && !url.pathname.startsWith("//") && !NOT_A_PAGE.test(url.pathname);
  return isOwn ? `${url.pathname}${url.search}${url.hash}` : "/";
}
