import type { PolicyRule } from "@/lib/core/oidc-policy";

type Fact = { label: string; values: readonly string[] | null };

/** What a rule asks of runs, or allows them, each in a line: only what it says something about. */
export function RuleFacts({ rule }: { rule: PolicyRule }) {
  return (
    <ul className="flex flex-col gap-0.5 py-1.5">
      {factsOf(rule).map(({ label, values }) =>
        values === null ? null : (
          <li key={label} className="min-w-0 break-words text-ink-2">
            {label}{" "}
            {values.map((value, index) => (
              <span key={value}>
                {index === 0 ? "" : ", "}
                <span className="break-all font-mono text-ink text-small">{value}</span>
              </span>
            ))}
          </li>
        ),
      )}
    </ul>
  );
}

function factsOf(rule: PolicyRule): Fact[] {
  return rule.kind === "allow"
    ? [
        { label: "repository", values: [rule.repository] },
        { label: "by", values: rule.events },
        { label: "may", values: rule.purposes },
      ]
    : [
        { label: "of", values: rule.refs },
        { label: "by workflow", values: rule.workflows },
        { label: "in environment", values: rule.environments },
        { label: "in repository", values: rule.repositories },
        { label: "only to", values: rule.purposes },
      ];
}
