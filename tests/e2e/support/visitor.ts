/** A browser without a window: it keeps cookies, follows redirects and sends forms as one without JavaScript does. */
export type Visitor = {
  open(address: string): Promise<Response>;
  /** Goes through GitHub's own pages, from the sign-in link to where it leads back. */
  signInWithGithub(login: string, next: string): Promise<void>;
  /** Sends the page's form of this name. */
  submit(path: string, label: string, fields?: Readonly<Record<string, string>>): Promise<Response>;
  /** The value of one of its cookies; empty where it has none of that name. */
  cookie(name: string): string;
  /** Its cookies, as Playwright takes them. */
  storageState(): { cookies: object[]; origins: [] };
};

const REDIRECTS_MAX = 10;

export function visitorOf(url: string): Visitor {
  const jar = new Map<string, string>();

  async function send(address: URL, init: RequestInit = {}): Promise<Response> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === "" || /max-age=0/i.test(line)) {
        jar.delete(name);
      } else {
        jar.set(name, value);
      }
    }
    return answer;
  }

  async function follow(address: URL, init?: RequestInit, left = REDIRECTS_MAX): Promise<Response> {
    const answer = await send(address, init);
    const location = answer.headers.get("location");
    const isElsewhere = location !== null && new URL(location, address).origin !== url;
    return location === null || isElsewhere || left === 0
      ? answer
      : follow(new URL(location, address), undefined, left - 1);
  }

  return {
    open: (address) => follow(new URL(address, url)),
    async signInWithGithub(login, next) {
      const sent = await follow(new URL(`/api/auth/signin/github?${new URLSearchParams({ next })}`, url));
      const page = new URL(sent.headers.get("location") ?? "", url);
      const chosen = await fetch(new URL("/login/oauth/callback", page), {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ ...Object.fromEntries(page.searchParams), login }),
      });
      const answer = await follow(new URL(chosen.headers.get("location") ?? "", url));
      if (!answer.ok || !jar.has("modelwire_session")) {
        throw new Error(`${login} was not signed in: ${answer.status} at ${answer.url}`);
      }
    },
    async submit(path, label, fields = {}) {
      const page = new URL(path, url);
      const html = await (await follow(page)).text();
      const form = new RegExp(`<form[^>]*aria-label="${label}"[^>]*>(.*?)</form>`, "s").exec(html)?.[1];
      if (form === undefined) {
        throw new Error(`${path} has no form named ${label}.`);
      }
      const body = new FormData();
      for (const [input] of form.matchAll(/<input type="hidden"[^>]*>/g)) {
        body.append(attribute(input, "name"), attribute(input, "value"));
      }
      for (const [name, value] of Object.entries(fields)) {
        body.set(name, value);
      }
      return follow(page, { method: "POST", body, headers: { origin: url } });
    },
    cookie: (name) => jar.get(name) ?? "",
    storageState: () => ({
      cookies: [...jar].map(([name, value]) => ({
        name,
        value,
        domain: "localhost",
        path: "/",
        expires: -1,
        httpOnly: true,
        secure: false,
        sameSite: "Lax",
      })),
      origins: [],
    }),
  };
}

function attribute(tag: string, name: string): string {
  return (new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "").replaceAll("&quot;", '"').replaceAll("&amp;", "&");
}
