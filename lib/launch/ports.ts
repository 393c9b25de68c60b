import type { Bell } from "./agents/bell";
import type { OnRunEnded } from "./ended";

/** What launch needs from outside: whom to wake, and whom to tell that a run has ended. */
export type LaunchPorts = { bell: Bell; onRunEnded: OnRunEnded };
