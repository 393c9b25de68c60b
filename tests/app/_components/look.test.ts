import { expect, test } from "vitest";
import { aliasKindOf } from "@/app/_components/alias-chip";
import { DELIVERY_LOOK, deliveryLook, REMOTE_LOOK } from "@/app/_components/delivery-state";
import { readThemeChoice } from "@/app/_components/theme";
import { classNames } from "@/app/_components/ui/class-names";

test("a size and a colour stand side by side; of two sizes the later stays", () => {
  expect(classNames("text-base text-ink", "text-small")).toBe("text-ink text-small");
  expect(classNames("rounded-control shadow-low", "rounded-panel shadow-float")).toBe("rounded-panel shadow-float");
});

test("no two words share both icon and tone, but those that mean the same end", () => {
  const looks = Object.values(DELIVERY_LOOK).map((look) => `${look.icon.displayName} ${look.tone}`);

  expect(new Set(looks).size).toBe(looks.length - 1);
  expect(DELIVERY_LOOK.accepted.icon).toBe(DELIVERY_LOOK.delivered.icon);
});

test("what the target reported counts once it was sent, and not before", () => {
  expect(deliveryLook("accepted", "failed")).toBe(REMOTE_LOOK.failed);
  expect(deliveryLook("retrying", "failed")).toBe(DELIVERY_LOOK.retrying);
  expect(deliveryLook("delivered", null)).toBe(DELIVERY_LOOK.delivered);
});

test("latest is the system's, whatever its protection", () => {
  expect(aliasKindOf({ name: "latest", isProtected: true })).toBe("system");
  expect(aliasKindOf({ name: "production", isProtected: true })).toBe("protected");
});

test.each([[undefined], [""], ["neon"], ['dark" onload="x']])("a theme cookie of %j is no choice", (value) => {
  expect(readThemeChoice(value)).toBe("system");
});
