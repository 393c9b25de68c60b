import "server-only";
import { cache } from "react";
import { readPulse } from "@/lib/deliveries/pulse";
import { readLaunchPulse } from "@/lib/launch/pulse";
import { db } from "./runtime";
import { requireScope } from "./session";

/** The team's counts, read once for the frame and for whatever page asks them, too. */
export const teamPulse = cache(async (team: string) => readPulse(await db(), await requireScope(team)));

export const launchPulse = cache(async (team: string) => readLaunchPulse(await db(), await requireScope(team)));
