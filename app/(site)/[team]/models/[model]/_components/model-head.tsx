import { GitCompare, History, Pencil, Plus, Trash2, Upload, Zap } from "lucide-react";
import { LiveRefresh } from "@/app/_components/live-refresh.client";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { Kbd } from "@/app/_components/ui/kbd";
import { KebabMenu } from "@/app/_components/ui/menu.client";
import { modelPartPath, newAutomationPath } from "@/app/_server/paths";
import { refusalFor } from "@/app/_server/who-can";
import { can } from "@/lib/core/access";
import type { TeamScope } from "@/lib/core/actor";
import { LinkButton } from "../../../link-version/_components/link-button";
import { DeleteModelForm } from "./delete-model-form";
import { DescribeModelForm } from "./describe-model-form";
import type { ModelPageView } from "./read-model-page";
import { TAG_ACTIONS } from "./tag-actions";
import { Tags } from "./tags.client";

export type ModelHeadProps = { scope: TeamScope; view: ModelPageView };

export async function ModelHead({ scope, view }: ModelHeadProps) {
  const { model, automations, refreshMs, series } = view;
  const team = scope.teamName;
  const [toWrite, toDelete] = await Promise.all([refusalFor(scope, "model.write"), refusalFor(scope, "model.delete")]);
  const [newest, before] = series.slice(-2).reverse();
  return (
    <PageHead
      title={model.name}
      isName
      chips={
        <Tags
          actions={TAG_ACTIONS}
          tags={model.tags}
          of={{ team, model: model.name }}
          canWrite={can(scope.role, "tag.write")}
        />
      }
      description={model.description || undefined}
      actions={
        <>
          <LiveRefresh everyMs={refreshMs} />
          {newest && before ? (
            <ButtonLink
              href={modelPartPath(team, model.name, ["compare"], {
                a: `v${before.version.number}`,
                b: `v${newest.version.number}`,
              })}
              data-command="Compare the two newest versions"
            >
              <GitCompare aria-hidden="true" />
              Compare
            </ButtonLink>
          ) : null}
          {can(scope.role, "automation.write") ? (
            <ButtonLink href={newAutomationPath(team, { model: model.name })} data-key="n">
              <Zap aria-hidden="true" />
              New automation
            </ButtonLink>
          ) : null}
          {can(scope.role, "version.link") ? (
            <LinkButton scope={scope} model={model.name} look="primary">
              <Plus aria-hidden="true" />
              Link version
              <Kbd>L</Kbd>
            </LinkButton>
          ) : null}
          <KebabMenu
            label={`Actions for ${model.name}`}
            href={modelPartPath(team, model.name, ["edit"])}
            size="normal"
            entries={[
              {
                kind: "dialog",
                label: "Edit description",
                icon: <Pencil aria-hidden="true" />,
                title: `Describe ${model.name}`,
                content: <DescribeModelForm team={team} model={model.name} description={model.description} />,
                disabledBy: toWrite,
              },
              {
                kind: "link",
                label: "Upload files",
                icon: <Upload aria-hidden="true" />,
                href: modelPartPath(team, model.name, ["upload"]),
                disabledBy: toWrite,
              },
              {
                kind: "link",
                label: "History",
                icon: <History aria-hidden="true" />,
                href: modelPartPath(team, model.name, ["history"]),
              },
              { kind: "separator" },
              {
                kind: "dialog",
                label: "Delete model",
                icon: <Trash2 aria-hidden="true" />,
                isDanger: true,
                title: `Delete ${model.name}`,
                content: (
                  <DeleteModelForm
                    team={team}
                    model={model}
                    automationCount={automations.filter((automation) => automation.model !== null).length}
                  />
                ),
                disabledBy: toDelete,
              },
            ]}
          />
        </>
      }
    />
  );
}
