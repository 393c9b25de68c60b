/** Where proxy.ts writes down which page was asked for, so that signing in leads back to it. */
export const PATH_HEADER = "x-modelwire-path";
