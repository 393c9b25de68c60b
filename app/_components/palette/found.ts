import type { Route } from "next";

/** What the server found for the palette. Each says where it leads, so that the browser builds no address. */
export type FoundEntry = {
  kind: "model" | "version" | "automation";
  href: Route;
  name: string;
  /** Quiet words at its end: the version that an alias is on, what an automation calls. */
  detail: string;
  /** Of a model: what Tab narrows to. */
  model: string | null;
};
