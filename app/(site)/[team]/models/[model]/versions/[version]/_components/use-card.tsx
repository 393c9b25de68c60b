import { CodeView } from "@/app/_components/code-view";
import { Panel } from "@/app/_components/ui/panel";
import { Segments } from "@/app/_components/ui/tabs";
import { versionPath } from "@/app/_server/paths";
import { type NamedVersion, USE_SNIPPETS, type UseWay } from "./use-snippets";

export type UseCardProps = NamedVersion & { way: UseWay };

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
      <CodeView label="Commands" frame="bare" canCopy text={USE_SNIPPETS[way]({ url, team, model, version })} />
    </Panel>
  );
}
