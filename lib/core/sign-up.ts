import { teamName } from "./names";
import { ok, type Result, refuse } from "./result";

/** Who may sign up without an invitation: the members of a GitHub organisation, or an e-mail domain. */
export type SignUpRule = {
  kind: "organization" | "domain";
  /** In lower case, as GitHub and the domain name system compare. */
  name: string;
  /** The team that such a person enters as a viewer; null for none. */
  team: string | null;
};

/** What a provider says of the account that signs in. */
export type Account = {
  /** The provider's own address. */
  issuer: string;
  accountId: string;
  name: string;
  /** Null unless the provider says that it has been verified. */
  email: string | null;
  imageUrl: string | null;
  /** Of the organisations that the rules name, those that it is a member of. */
  organizations: readonly string[];
};

const ORGANIZATION = /^github:([a-z\d](?:[a-z\d-]{0,38}))$/i;
const DOMAIN = /^@((?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d])$/i;

/** Reads `SIGN_UP_ALLOW`: `github:acme` and `@example.com`, each with the team to enter if wished, by commas. */
export function parseSignUpAllow(text: string): Result<readonly SignUpRule[]> {
  const rules: SignUpRule[] = [];
  for (const entry of text.split(",").map((part) => part.trim())) {
    const [who = "", team, ...rest] = entry.split("=");
    const organization = ORGANIZATION.exec(who)?.[1];
    const name = organization ?? DOMAIN.exec(who)?.[1];
    if (name === undefined || rest.length > 0) {
      return refuseEntry(
        `${entry} is neither a GitHub organisation (github:acme) nor an e-mail domain (@example.com).`,
      );
    }
    if (team !== undefined && !teamName.safeParse(team).success) {
      return refuseEntry(`${team} cannot be a team's name. Write github:acme=team.`);
    }
    rules.push({ kind: organization ? "organization" : "domain", name: name.toLowerCase(), team: team ?? null });
  }
  return ok(rules);
}

/** The first rule that lets the account in. An e-mail address that nobody verified is none. */
export function ruleFor(rules: readonly SignUpRule[], account: Account): SignUpRule | null {
  const domain = account.email?.toLowerCase().split("@").at(-1);
  const organizations = account.organizations.map((name) => name.toLowerCase());
  return rules.find(({ kind, name }) => (kind === "domain" ? name === domain : organizations.includes(name))) ?? null;
}

function refuseEntry(message: string) {
  return refuse({ code: "invalid" as const, message });
}
