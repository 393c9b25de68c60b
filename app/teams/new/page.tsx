import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form.client";
import { OwnPage } from "@/app/_components/own-page";
import { ButtonLink } from "@/app/_components/ui/button";
import { TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { requireUser } from "@/app/_server/session";
import { createTeamAction } from "./actions";

export const metadata: Metadata = { title: "New team" };

export default async function NewTeamPage() {
  const { isOperator } = await requireUser();
  if (!isOperator) {
    notFound();
  }
  return (
    <OwnPage
      title="New team"
      description="A team has its own models, automations, secrets and people. You become its first admin, and invite the others."
    >
      <ActionForm action={createTeamAction} label="New team" className="mt-5">
        <TextField
          name="name"
          label="Name"
          hint="It stands in addresses and payloads, and does not change."
          required
          maxLength={128}
          placeholder="acme-ml"
          controlClassName="font-mono"
        />
        <div className="mt-4 flex justify-end gap-2">
          <ButtonLink href="/" size="large">
            Cancel
          </ButtonLink>
          <SubmitButton look="primary" size="large">
            Create team
          </SubmitButton>
        </div>
      </ActionForm>
    </OwnPage>
  );
}
