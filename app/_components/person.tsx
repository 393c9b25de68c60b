import { Avatar } from "./ui/avatar";

/** Who did it: a person, or the token that acted for one. */
export function Person({ name }: { name: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} size="small" />
      <span className="truncate">{name}</span>
    </span>
  );
}
