import { GitCompare, Pencil, Unlink, Zap } from "lucide-react";
import { AliasChip, aliasKindOf } from "@/app/_components/alias-chip";
import { PageHead } from "@/app/_components/page-head";
import { ButtonLink } from "@/app/_components/ui/button";
import { Link } from "@/app/_components/ui/link.client";
import { KebabMenu } from "@/app/_components/ui/menu.client";
import { modelPartPath, modelPath, newAutomationPath, versionPartPath } from "@/app/_server/paths";
import type { VersionView } from "@/lib/core/registry";
import { DescribeVersionForm } from "./describe-version-form";
import { DownloadAll } from "./download-all";
import type { FilesView } from "./read-files";
import type { Refusals } from "./read-refusals";
import type { VersionPageView } from "./read-version-page";
import { UnlinkForm } from "./unlink-form";

const HEAD_ALIASES_MAX = 6;

export type VersionHeadProps = {
  team: string;
  version: VersionView;
  view: VersionPageView;
  files: FilesView;
  refusals: Refusals;
};

export function VersionHead({ team, version, view, files, refusals }: VersionHeadProps) {
  const { model, number, aliases, description } = version;
  return (
    <PageHead
      isName
      title={
        <>
          <Link
            href={modelPath(team, model.name)}
            className="font-normal text-ink-2 underline-offset-3 hover:underline"
          >
            {model.name}
          </Link>{" "}
          v{number}
        </>
      }
      chips={aliases
        .slice(0, HEAD_ALIASES_MAX)
        .map((alias) => <AliasChip key={alias.name} name={alias.name} kind={aliasKindOf(alias)} />)}
      description={description || undefined}
      actions={
        <>
          {view.before ? (
            <ButtonLink
              href={modelPartPath(team, model.name, ["compare"], { a: `v${view.before.number}`, b: `v${number}` })}
              data-key="c"
            >
              <GitCompare aria-hidden="true" />
              Compare with v{view.before.number}
            </ButtonLink>
          ) : null}
          <DownloadAll team={team} version={version} files={files} />
          <KebabMenu
            label={`Actions for v${number}`}
            href={versionPartPath(team, model.name, number, "edit")}
            size="normal"
            entries={[
              {
                kind: "dialog",
                label: "Edit description",
                icon: <Pencil aria-hidden="true" />,
                title: `Describe v${number}`,
                content: <DescribeVersionForm team={team} version={version} />,
                disabledBy: refusals.link,
              },
              {
                kind: "link",
                label: "New automation",
                icon: <Zap aria-hidden="true" />,
                href: newAutomationPath(team, { model: model.name }),
                disabledBy: refusals.automation,
              },
              { kind: "separator" },
              {
                kind: "dialog",
                label: "Unlink version",
                icon: <Unlink aria-hidden="true" />,
                isDanger: true,
                title: `Unlink v${number}`,
                content: <UnlinkForm team={team} version={version} automations={view.automations} />,
                disabledBy: refusals.link,
              },
            ]}
          />
        </>
      }
    />
  );
}
