import { html } from "hono/html";

export type Html = ReturnType<typeof html>;

const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 22%, transparent); }
body { margin: 0; font: 15px/1.55 system-ui, sans-serif; }
.sandbox { background: #7a4b00; color: #fff; padding: 8px 20px; font-weight: 600; }
main { max-width: 860px; margin: 0 auto; padding: 24px 20px 60px; }
h1 { font-size: 22px; } h2 { font-size: 17px; margin-top: 28px; }
form { border: 1px solid var(--line); border-radius: 8px; padding: 16px 20px; margin: 16px 0; }
fieldset { border: 0; margin: 0 0 12px; padding: 0; } label { display: block; padding: 3px 0; }
button { font: inherit; font-weight: 600; padding: 8px 16px; border-radius: 6px; border: 1px solid var(--line); cursor: pointer; }
button.go { background: #1a7f37; color: #fff; border-color: #1a7f37; }
input[type="text"] { font: inherit; padding: 6px 10px; width: min(100%, 360px); box-sizing: border-box; }
pre { border: 1px solid var(--line); border-radius: 8px; padding: 12px; overflow: auto; max-height: 460px; font-size: 13px; }
table { border-collapse: collapse; } td, th { text-align: left; padding: 4px 18px 4px 0; vertical-align: top; }
.problem { border: 1px solid #cf222e; border-radius: 8px; padding: 10px 14px; }
`;

/** A page of the sandbox, which says on top that it is none of GitHub's. */
export function sitePage(title: string, content: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · SANDBOX</title>
<style>${STYLE}</style>
</head>
<body>
<header class="sandbox">SANDBOX: an emulated GitHub on this machine. Nothing here reaches github.com.</header>
<main>
<h1>${title}</h1>
${content}
</main>
</body>
</html>`;
}
