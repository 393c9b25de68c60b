import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { formatPlural } from "@/app/_components/format";
import { PageHead } from "@/app/_components/page-head";
import { Time } from "@/app/_components/time";
import { DialogLink } from "@/app/_components/ui/dialog.client";
import { Panel, PanelBody, PanelHead } from "@/app/_components/ui/panel";
import { nameInPath, settingsPath } from "@/app/_server/paths";
import { can, onlySentence } from "@/lib/core/access";
import { readWebhookNames } from "../../_components/read-names";
import { refOf } from "../../_components/refs";
import { requireSecret } from "../_components/read-secret";
import { DeleteSecretForm, GrantSecretForm, ReplaceSecretForm } from "../_components/secret-forms";
import { SecretUses } from "../_components/secret-uses";

type SecretProps = { params: Promise<{ team: string; secret: string }> };

export async function generateMetadata({ params }: SecretProps): Promise<Metadata> {
  return { title: `${nameInPath((await params).secret)}, secret` };
}

/** One secret: where it is used, and for admins its new value, its grants and its end. */
export default async function SecretPage({ params }: SecretProps) {
  const { team: segment, secret: name } = await params;
  const { scope, secret } = await requireSecret(segment, name);
  const team = scope.teamName;
  const mayWrite = can(scope.role, "secret.write");
  return (
    <>
      <PageHead
        title={secret.name}
        isName
        description={
          <>
            Created <Time at={secret.createdAt} /> by {secret.createdBy},{" "}
            {secret.replacedAt ? (
              <>
                last replaced <Time at={secret.replacedAt} />
              </>
            ) : (
              "never replaced"
            )}
            . Kept by Modelwire; the value is never shown.
          </>
        }
        actions={
          mayWrite ? (
            <DialogLink
              href={settingsPath(team, "secrets", [refOf(secret), "delete"])}
              title={`Delete ${secret.name}`}
              look="danger"
              content={<DeleteSecretForm team={team} secret={secret} />}
            >
              <Trash2 aria-hidden="true" />
              Delete
            </DialogLink>
          ) : null
        }
      />
      <div className="flex max-w-[688px] flex-col gap-4 px-6 pb-10 max-sm:px-4">
        <Section title="Where it is used" note={formatPlural(secret.uses.length, "use")}>
          {secret.uses.length > 0 ? (
            <SecretUses team={team} uses={secret.uses} />
          ) : (
            <p className="text-ink-2">
              Nothing uses it. Choose it on a webhook, or write{" "}
              <code className="font-mono text-small">{`\${secrets.${secret.name}}`}</code> in a payload.
            </p>
          )}
        </Section>
        {mayWrite ? (
          <>
            <Section title="Replace the value">
              <ReplaceSecretForm team={team} secret={secret.name} />
            </Section>
            <Section title="Payloads">
              <GrantSecretForm team={team} secret={secret} webhooks={await readWebhookNames(scope)} />
            </Section>
          </>
        ) : (
          <Section title="Payloads">
            <p className="text-ink-2">
              {secret.payloadWebhooks.length > 0
                ? `Payloads may use it towards ${secret.payloadWebhooks.map((webhook) => webhook.name).join(", ")}.`
                : "No payload may use it."}{" "}
              <span className="text-ink-3">{onlySentence("secret.write")}</span>
            </p>
          </Section>
        )}
      </div>
    </>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Panel aria-label={title}>
      <PanelHead title={title} note={note} />
      <PanelBody>{children}</PanelBody>
    </Panel>
  );
}
