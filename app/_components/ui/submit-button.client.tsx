"use client";

import { useFormStatus } from "react-dom";
import { useFormState } from "../form-state.client";
import { Button, type ButtonProps } from "./button";

/** The submit button of a form: pending while the form's action runs, and an ordinary one before JavaScript. */
export function SubmitButton(props: Omit<ButtonProps, "type" | "isPending">) {
  const { pending } = useFormStatus();
  const { isSending } = useFormState();
  return <Button {...props} type="submit" isPending={pending || isSending} />;
}
