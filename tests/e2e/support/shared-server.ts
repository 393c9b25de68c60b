import { type Api, apiOf } from "./api";
import { TEAM } from "./seed";

/** The API of the seeded team, for tests that need things of their own. */
export function sharedApi(): Api {
  return apiOf(required("MODELWIRE_E2E_URL"), TEAM, required("MODELWIRE_E2E_TOKEN"));
}

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: the suite's start sets it.`);
  }
  return value;
}
