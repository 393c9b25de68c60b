import { ok } from "@/lib/core/result";
import { ask } from "../ask";
import { type Answer, fail } from "../failure";
import { type Session, tell } from "../session";

/** Seals every secret, webhook address and the GitHub App anew under the current key. Fails when some of them no key opens. */
export async function rotateKeysCommand(session: Session): Promise<Answer<null>> {
  const rotated = await ask(session.api.POST("/rotate-keys"));
  if (!rotated.ok) {
    return rotated;
  }

  const { resealed, unreadable } = rotated.value;
  tell(session, rotated.value, () => {
    session.terminal.out(`Sealed anew under the current key: ${resealed}`);
  });
  return unreadable.length === 0
    ? ok(null)
    : fail(
        "refused",
        `No key opens ${unreadable.map(({ kind, id }) => `${kind} ${id}`).join(", ")}. Put the key that sealed them back, or set them again.`,
      );
}
