/**
 * Where proxy.ts writes down which page was asked for, so that signing in leads back to it and a
 * page of what was not found can say what. Whatever a browser sends there is replaced.
 */
export const PATH_HEADER = "x-modelwire-path";
