/** A browser without a window: it keeps cookies, follows redirects and sends the forms that pages have. */
export type Walker = {
  /** Where it is now. */
  readonly url: URL;
  open(address: string): Promise<void>;
  /** Sends the page's form of this name, or its only one, as it stands, with these fields set. */
  submit(fields: Readonly<Record<string, string>>, label?: string): Promise<void>;
};

const REDIRECTS_MAX = 20;

export function createWalker(start: string): Walker {
  const jars = new Map<string, Map<string, string>>();
  let url = new URL(start);
  let html = "";

  async function go(address: URL, init: RequestInit = {}, left = REDIRECTS_MAX): Promise<void> {
    const jar = jars.get(address.origin) ?? new Map<string, string>();
    jars.set(address.origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await fetch(address, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    keepCookies(jar, answer.headers.getSetCookie());

    const location = answer.headers.get("location");
    if (location !== null && left > 0) {
      await go(new URL(location, address), {}, left - 1);
      return;
    }
    if (!answer.ok) {
      throw new Error(`${address.origin}${address.pathname} answered ${answer.status}.`);
    }
    url = address;
    html = await answer.text();
  }

  return {
    get url() {
      return url;
    },
    open: (address) => go(new URL(address, url)),
    async submit(fields, label) {
      const form = formOf(html, label);
      if (!form) {
        throw new Error(`${url.pathname} has no form${label === undefined ? "" : ` named ${label}`}.`);
      }
      const body = new FormData();
      for (const [name, value] of [...form.fields, ...Object.entries(fields)]) {
        body.set(name, value);
      }
      await go(new URL(form.action || url.href, url), { method: "POST", body, headers: { origin: url.origin } });
    },
  };
}

function keepCookies(jar: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === "" || /max-age=0/i.test(line)) {
      jar.delete(name);
    } else {
      jar.set(name, value);
    }
  }
}

type Form = { action: string; fields: [string, string][] };

/** What a browser would send of a form that nobody has touched: hidden fields, and what is ticked already. */
function formOf(html: string, label: string | undefined): Form | null {
  for (const [, attributes = "", content = ""] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const isIt =
      label === undefined ? /method="post"/i.test(attributes) : attribute(attributes, "aria-label") === label;
    if (isIt) {
      const inputs = [...content.matchAll(/<input[^>]*>/g)].map(([input]) => input);
      const sent = inputs.filter((input) => /type="hidden"/.test(input) || /\schecked/.test(input));
      return {
        action: attribute(attributes, "action"),
        fields: sent.map((input) => [attribute(input, "name"), attribute(input, "value")]),
      };
    }
  }
  return null;
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
  return text.replaceAll("&quot;", '"').replaceAll("&#x27;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}
