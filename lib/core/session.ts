/** A browser in which a person is signed in. */
export type SessionView = {
  /** Names it among the person's sessions. It signs nobody in. */
  key: string;
  device: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  isCurrent: boolean;
};
