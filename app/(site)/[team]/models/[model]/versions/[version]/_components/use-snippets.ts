import { CLI, fetchCli } from "@/app/_components/fetch-cli";
import { shellWord } from "@/app/_components/shell-word";
import { downloadUrl } from "@/lib/core/site-urls";

/** A version as a command names it, at this server's own address. */
export type NamedVersion = { team: string; model: string; version: number; url: string };

export type UseWay = "cli" | "python" | "curl";

export function useWayOf(text: string | undefined): UseWay {
  return text === "curl" || text === "python" ? text : "cli";
}

/** The commands that fetch exactly this version, whatever its aliases do later. */
export const USE_SNIPPETS = { cli, python, curl } as const satisfies Record<UseWay, (named: NamedVersion) => string>;

function cli({ url, team, model, version }: NamedVersion): string {
  return `${fetchCli(url)}
${CLI} download \\
  ${shellWord(`${team}/${model}:v${version}`)}`;
}

/** The standard library alone; the server says every file's address and digest. */
function python({ url, team, model, version }: NamedVersion): string {
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

function curl({ url, team, model, version }: NamedVersion): string {
  return `curl -fLOJ \\\n  -H "Authorization: Bearer $MODELWIRE_TOKEN" \\\n  ${shellWord(downloadUrl(url, team, model, version))}`;
}
