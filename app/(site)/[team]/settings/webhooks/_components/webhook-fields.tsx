import { SelectField, TextField } from "@/app/_components/ui/fields.client";
import { PRESETS } from "@/lib/core/presets";
import { scheduleText } from "@/lib/core/schedule-text";
import { WEBHOOK_PRESETS, type WebhookPreset, type WebhookView } from "@/lib/core/webhook";

/** What each kind of receiver makes of the form before anything is typed. */
export const PRESET_START = {
  generic: { name: "serving-gateway", url: "", example: "https://deploy.example.com/models" },
  github: { name: "github-dispatch", url: "https://api.github.com/repos/OWNER/REPO/dispatches", example: "" },
  slack: { name: "ml-releases", url: "", example: "https://hooks.slack.com/services/…" },
  slack_bot: { name: "model-releases", url: "https://slack.com/api/chat.postMessage", example: "" },
  teams: { name: "risk-and-ops", url: "", example: "https://….powerplatform.com/…" },
  teams_legacy: { name: "risk-and-ops", url: "", example: "https://….webhook.office.com/…" },
  mlflow: { name: "mlflow-receiver", url: "", example: "https://ml.example.com/mlflow-events" },
} as const satisfies Record<WebhookPreset, { name: string; url: string; example: string }>;

export type WebhookFieldsProps = {
  /** The kind that a new webhook begins with; a saved one has its own. */
  preset: WebhookPreset;
  webhook?: WebhookView;
  secretNames: readonly string[];
};

/** Everything that an admin says of a webhook. */
export function WebhookFields({ preset, webhook, secretNames }: WebhookFieldsProps) {
  const start = PRESET_START[preset];
  return (
    <>
      <TextField
        name="name"
        label="Name"
        required
        maxLength={128}
        defaultValue={webhook?.name}
        placeholder={start.name}
      />
      <UrlField webhook={webhook} preset={preset} />
      {webhook ? (
        <SelectField
          key={webhook.preset}
          name="preset"
          label="Kind"
          defaultValue={webhook.preset}
          choices={WEBHOOK_PRESETS.map((value) => ({ value, label: PRESETS[value].title }))}
        />
      ) : (
        <input type="hidden" name="preset" value={preset} />
      )}
      <SecretField
        name="accessTokenSecret"
        label="Access token"
        note="optional, sent as Bearer"
        names={secretNames}
        chosen={webhook?.accessTokenSecret ?? null}
      />
      <SecretField
        name="signingSecret"
        label="Signing secret"
        note="optional"
        names={secretNames}
        chosen={webhook?.signingSecret ?? null}
      />
      <SelectField
        key={webhook?.signatureEncoding}
        name="signatureEncoding"
        label="X-Wandb-Signature"
        defaultValue={webhook?.signatureEncoding ?? "base64"}
        choices={[
          { value: "base64", label: "Base64, as in the published test script" },
          { value: "hex", label: "Hex, for receivers of the newer convention" },
        ]}
        hint={
          <>
            <code className="font-mono">webhook-id</code>, <code className="font-mono">webhook-timestamp</code> and{" "}
            <code className="font-mono">webhook-signature</code> are always sent with a signing secret.
          </>
        }
      />
      <LimitFields preset={preset} webhook={webhook} />
    </>
  );
}

function UrlField({ webhook, preset }: Pick<WebhookFieldsProps, "webhook" | "preset">) {
  const { url, example } = PRESET_START[preset];
  if (webhook?.isUrlSecret) {
    return (
      <TextField
        name="url"
        label="URL"
        note="kept as a secret"
        hint="Whoever knows this address can post, so it is not shown. Left empty, it stays as it is."
        type="url"
        placeholder={webhook.url}
        controlClassName="font-mono text-small"
      />
    );
  }
  return (
    <TextField
      name="url"
      label="URL"
      required
      type="url"
      maxLength={2_048}
      defaultValue={webhook?.url ?? url}
      placeholder={example}
      controlClassName="font-mono text-small"
    />
  );
}

type SecretFieldProps = {
  name: string;
  label: string;
  note: string;
  names: readonly string[];
  chosen: string | null;
};

function SecretField({ names, chosen, ...rest }: SecretFieldProps) {
  return (
    <SelectField
      {...rest}
      // A list keeps what was chosen first, also once another choice is saved: that is another field.
      key={chosen}
      defaultValue={chosen ?? ""}
      choices={[{ value: "", label: "None" }, ...names.map((value) => ({ value, label: value }))]}
      controlClassName="font-mono text-small"
    />
  );
}

function LimitFields({ preset, webhook }: Pick<WebhookFieldsProps, "webhook" | "preset">) {
  const standard = scheduleText(PRESETS[preset].retrySchedule);
  const schedule = webhook ? scheduleText(webhook.retrySchedule) : "";
  const own = PRESETS[preset].maxPerSecond;
  return (
    <>
      <TextField
        name="retrySchedule"
        label="Retries after"
        note="optional"
        defaultValue={schedule === standard ? "" : schedule}
        placeholder={standard}
        hint="Waits such as 5 s, 5 min, 2 h, or never. Left empty, the standard of its kind: tries over three days."
        controlClassName="font-mono text-small"
      />
      <div className="grid grid-cols-2 items-start gap-3">
        <TextField
          name="maxConcurrent"
          label="At once"
          note="optional"
          inputMode="numeric"
          defaultValue={webhook?.maxConcurrent ?? ""}
          placeholder="as it bears"
          hint="Requests under way."
        />
        <TextField
          name="maxPerSecond"
          label="A second"
          note="optional"
          inputMode="decimal"
          defaultValue={webhook?.maxPerSecond ?? ""}
          placeholder={own === null ? "no limit" : String(own)}
          hint="0.1 is one in ten seconds."
        />
      </div>
    </>
  );
}
