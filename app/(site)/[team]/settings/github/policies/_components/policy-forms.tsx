import { ActionForm } from "@/app/_components/action-form.client";
import { DialogFoot } from "@/app/_components/ui/dialog.client";
import { CheckField, SelectField, TextAreaField, TextField } from "@/app/_components/ui/fields.client";
import { SubmitButton } from "@/app/_components/ui/submit-button.client";
import { settingsPath } from "@/app/_server/paths";
import { CALLER_EVENTS, type PolicyView } from "@/lib/core/oidc-policy";
import { CALL_HOME_PURPOSES, type CallHomePurpose } from "@/lib/core/purpose";
import { allowPolicyAction, deletePolicyAction, narrowPolicyAction } from "../actions";

const PURPOSE_WORDS = {
  download: "Download the version",
  evaluate: "Record evaluations of it",
} as const satisfies Record<CallHomePurpose, string>;

const LINES = { rows: 2, controlClassName: "font-mono text-small", spellCheck: false } as const;

export function NarrowPolicyForm({ team }: { team: string }) {
  return (
    <ActionForm
      action={narrowPolicyAction}
      label="Narrow who calls home"
      hidden={{ team }}
      className="flex flex-col gap-4"
    >
      <p className="text-ink-2">
        Every run that is about these models must fit each field that you fill. One a line; a <code>*</code> at the end
        stands for anything more.
      </p>
      <NameField placeholder="Only the evaluation on main" />
      <ModelsField />
      <TextAreaField name="refs" label="Branches and tags" note="optional" placeholder="refs/heads/main" {...LINES} />
      <TextAreaField
        name="workflows"
        label="Workflows"
        note="optional"
        hint="A file of the repository; or, of a reusable workflow, owner/name/.github/workflows/file.yml@refs/tags/v1."
        placeholder=".github/workflows/evaluate.yml"
        {...LINES}
      />
      <TextAreaField
        name="environments"
        label="Environments"
        note="optional"
        hint="The job must name one of them, so that GitHub's own protection of it holds."
        placeholder="production"
        {...LINES}
      />
      <TextAreaField name="repositories" label="Repositories" note="optional" placeholder="acme/train" {...LINES} />
      <PurposeFields legend="Only for" hint="None ticked: whatever it asks for." />
      <Foot team={team} label="Create rule" />
    </ActionForm>
  );
}

export type AllowPolicyFormProps = { team: string; repositories: readonly string[] };

export function AllowPolicyForm({ team, repositories }: AllowPolicyFormProps) {
  return (
    <ActionForm
      action={allowPolicyAction}
      label="Allow other runs to call home"
      hidden={{ team }}
      className="flex flex-col gap-4"
    >
      <p className="text-ink-2">
        By default only the run calls home that a delivery started. This lets runs of another repository, or by other
        events, use the deliveries of these models too. It ties them to no run of their own.
      </p>
      <NameField placeholder="The deployment reads" />
      <ModelsField />
      <SelectField
        name="repository"
        label="Repository"
        hint="Those that the team's GitHub App covers."
        required
        choices={repositories.map((name) => ({ value: name, label: name }))}
      />
      <fieldset>
        <legend className="font-medium">By these events</legend>
        {CALLER_EVENTS.map((event) => (
          <CheckField key={event} name="events[]" value={event} label={<code>{event}</code>} />
        ))}
      </fieldset>
      <PurposeFields legend="It may" hint={null} />
      <Foot team={team} label="Create rule" />
    </ActionForm>
  );
}

export function DeletePolicyForm({ team, policy }: { team: string; policy: PolicyView }) {
  return (
    <ActionForm action={deletePolicyAction} label={`Delete ${policy.name}`} hidden={{ team, policy: policy.id }}>
      <p className="text-ink-2">
        {policy.rule.kind === "narrow"
          ? "Runs that it kept out may call home from then on, as far as the other rules let them."
          : "Runs that only it let in are refused from then on. Tokens that they hold end within minutes."}
      </p>
      <DialogFoot cancelHref={settingsPath(team, "github", ["policies"])}>
        <SubmitButton look="destructive" size="large">
          Delete rule
        </SubmitButton>
      </DialogFoot>
    </ActionForm>
  );
}

function NameField({ placeholder }: { placeholder: string }) {
  return (
    <TextField
      name="name"
      label="Name"
      hint="The audit log names the rule that kept a run out."
      required
      maxLength={128}
      placeholder={placeholder}
    />
  );
}

function ModelsField() {
  return (
    <TextAreaField
      name="models"
      label="Models"
      note="optional"
      hint="Left empty: all models of the team, also those that come later."
      placeholder="churn-classifier"
      {...LINES}
    />
  );
}

function PurposeFields({ legend, hint }: { legend: string; hint: string | null }) {
  return (
    <fieldset>
      <legend className="font-medium">{legend}</legend>
      {CALL_HOME_PURPOSES.map((purpose) => (
        <CheckField key={purpose} name="purposes[]" value={purpose} label={PURPOSE_WORDS[purpose]} />
      ))}
      {hint ? <p className="text-ink-3 text-small">{hint}</p> : null}
    </fieldset>
  );
}

function Foot({ team, label }: { team: string; label: string }) {
  return (
    <DialogFoot cancelHref={settingsPath(team, "github", ["policies"])} className="mt-0">
      <SubmitButton look="primary" size="large">
        {label}
      </SubmitButton>
    </DialogFoot>
  );
}
