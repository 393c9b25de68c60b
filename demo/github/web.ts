import { Hono } from "hono";
import { addInstallPages } from "./install-pages";
import { addIssuerRoutes } from "./issuer-routes";
import { addManifestPages } from "./manifest-pages";
import { addOAuthRoutes } from "./oauth-routes";
import { addRunPages } from "./run-pages";
import { addSignIn } from "./web-session";
import type { World } from "./world";

/** What a person sees in a browser, and the two addresses that stand beside the site: OAuth's and the issuer's. */
export function createWeb(world: World): Hono {
  const web = new Hono();
  addIssuerRoutes(web, world);
  addSignIn(web, world);
  addOAuthRoutes(web, world);
  addManifestPages(web, world);
  addInstallPages(web, world);
  addRunPages(web, world);
  return web;
}
