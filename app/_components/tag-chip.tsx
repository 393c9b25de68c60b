import { Chip } from "./ui/chip";

export function TagChip({ name }: { name: string }) {
  return (
    <Chip title={name}>
      <span className="truncate leading-4">{name}</span>
    </Chip>
  );
}
