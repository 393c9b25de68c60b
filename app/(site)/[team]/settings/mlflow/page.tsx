import type { Metadata } from "next";
import { mlflowUri, mlflowUriWith } from "@/app/_components/mlflow-address";
import { PageHead } from "@/app/_components/page-head";
import { shellWord } from "@/app/_components/shell-word";
import { TokenCommands } from "@/app/_components/token-commands.client";
import { TOKEN_PLACE } from "@/app/_components/token-place";
import { TextLink } from "@/app/_components/ui/text-link";
import { automationsPath, settingsPath } from "@/app/_server/paths";
import { startRuntime } from "@/app/_server/runtime";
import { requireScope } from "@/app/_server/session";
import { can } from "@/lib/core/access";

export const metadata: Metadata = { title: "Connect MLflow" };

/** What training code that speaks MLflow has to set, with this server's address. */
export default async function MlflowPage({ params }: { params: Promise<{ team: string }> }) {
  const scope = await requireScope((await params).team);
  const team = scope.teamName;
  const { baseUrl } = (await startRuntime()).ports;
  return (
    <>
      <PageHead
        title="Connect MLflow"
        description="Code that already speaks MLflow registers and promotes its models here, without a changed line. Its runs stay where they are: another tracking server, or a folder."
      />
      <div className="max-w-[1000px] px-6 pb-10 max-sm:px-4">
        <div className="min-w-0 overflow-hidden rounded-panel border border-line">
          <TokenCommands
            team={team}
            canCreateToken={can(scope.role, "token.manage")}
            blocks={blocksOf(baseUrl, team)}
          />
        </div>
        <AfterThat team={team} />
      </div>
    </>
  );
}

function blocksOf(url: string, team: string) {
  const uri = mlflowUri(url, team);
  const uriWithToken = mlflowUriWith(url, team, TOKEN_PLACE);
  return [
    {
      label: "The two lines to set",
      words: "Set these two lines where your training runs.",
      text: `export MLFLOW_REGISTRY_URI=${shellWord(uri)}\nexport MLFLOW_TRACKING_TOKEN=${TOKEN_PLACE}`,
    },
    {
      label: "The line beside another token",
      words:
        "MLflow sends that token to the tracking server as well. Where the tracking server has one of its own, this line alone keeps them apart.",
      text: `export MLFLOW_REGISTRY_URI=${shellWord(uriWithToken)}`,
    },
    {
      label: "The line in Python",
      words: "Or in the code, before anything is registered.",
      text: `mlflow.set_registry_uri(${JSON.stringify(uriWithToken)})`,
    },
  ];
}

function AfterThat({ team }: { team: string }) {
  return (
    <ul className="mt-4 flex max-w-[76ch] list-disc flex-col gap-1.5 pl-5 text-ink-2">
      <li>A registered version is a version here, under the same number; a model that MLflow creates begins with 1.</li>
      <li>
        An alias that MLflow sets fires the same{" "}
        <TextLink inText href={automationsPath(team)}>
          automations
        </TextLink>{" "}
        as one that is set here, and the protected ones stay protected.
      </li>
      <li>
        Webhooks made with MLflow’s API stand among the{" "}
        <TextLink inText href={settingsPath(team, "webhooks")}>
          webhooks
        </TextLink>
        , and are retried and shown like any other. An admin’s token makes them.
      </li>
    </ul>
  );
}
