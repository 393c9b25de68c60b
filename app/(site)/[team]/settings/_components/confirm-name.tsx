import { TextField } from "@/app/_components/ui/fields.client";

/** What a deletion that others feel asks for: the name, typed. */
export function ConfirmName({ name }: { name: string }) {
  return (
    <TextField
      name="confirm"
      label={
        <>
          Type <span className="break-all font-mono">{name}</span> to confirm
        </>
      }
      required
      className="mt-4"
      controlClassName="font-mono"
    />
  );
}
