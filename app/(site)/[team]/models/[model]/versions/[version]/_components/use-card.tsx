import { CodeView } from "@/app/_components/code-view";
import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { shellWord } from "@/app/_components/shell-word";
import { Panel } from "@/app/_components/ui/panel";
import { Segments } from "@/app/_components/ui/tabs";
import { versionPath } from "@/app/_server/paths";
import { downloadUrl } from "@/lib/core/site-urls";

export type UseCardProps = { team: string; model: string; version: number; url: string; way: UseWay };

export type UseWay = "cli" | "python" | "curl";

export function useWayOf(text: string | undefined): UseWay {
  return text === "curl" || text === "python" ? text : "cli";
}

/** The commands that fetch exactly this version, whatever its aliases do later. */
export function UseCard({ team, model, version, url, way }: UseCardProps) {
  return (
    <Panel aria-labelledby="use" className="overflow-hidden">
      <header className="flex min-h-10 items-center gap-2 border-line border-b px-3.5 py-1">
        <h2 id="use" className="font-semibold text-base tracking-[-.005em]">
          Use this version
        </h2>
        <Segments
          label="Ways to fetch"
          className="ml-auto"
          tabs={[
            { href: versionPath(team, model, version), label: "CLI", isCurrent: way === "cli" },
            {
              href: versionPath(team, model, version, { use: "python" }),
              label: "Python",
              isCurrent: way === "python",
            },
            { href: versionPath(team, model, version, { use: "curl" }), label: "cURL", isCurrent: way === "curl" },
          ]}
        />
      </header>
      <CodeView label="Commands" frame="bare" canCopy text={SNIPPETS[way]({ url, team, model, version })} />
    </Panel>
  );
}

type Named = Omit<UseCardProps, "way">;

const SNIPPETS = { cli, python, curl } as const satisfies Record<UseWay, (named: Named) => string>;

function cli({ url, team, model, version }: Named): string {
  return `${fetchCli(url)}
${CLI} download \\
  ${shellWord(`${team}/${model}:v${version}`)}`;
}

/** The standard library alone; the server says every file's address and digest. */
function python({ url, team, model, version }: Named): string {
  return `import hashlib, json, os, pathlib, urllib.request

def get(url):
    token = os.environ["MODELWIRE_TOKEN"]
    return urllib.request.urlopen(urllib.request.Request(
        url, headers={"Authorization": f"Bearer {token}"}))

manifest = json.load(get(
    ${JSON.stringify(downloadUrl(url, team, model, version))}))
for file in manifest["files"]:
    path = pathlib.Path("model", file["path"])
    path.parent.mkdir(parents=True, exist_ok=True)
    body = get(file["url"] + "?via=server").read()
    assert hashlib.sha256(body).hexdigest() == file["sha256"]
    path.write_bytes(body)`;
}

function curl({ url, team, model, version }: Named): string {
  return `curl -fLOJ \\\n  -H "Authorization: Bearer $MODELWIRE_TOKEN" \\\n  ${shellWord(downloadUrl(url, team, model, version))}`;
}
