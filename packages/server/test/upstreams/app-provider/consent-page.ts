export interface ConsentPage {
  /** Who asks. */
  client: string
  /** At which provider. */
  app: string
  scopes: string[]
}

/** `X wants access`: a plain form that works without JavaScript. A scope that is unticked is not given. */
export function consentPage({ client, app, scopes }: ConsentPage): string {
  const boxes = scopes.map(
    (scope) =>
      `<li><label><input type="checkbox" name="scope" value="${escape(scope)}" checked> <code>${escape(scope)}</code></label></li>`,
  )
  return page(
    `${client} wants access`,
    `<p>${escape(client)} wants access to your ${escape(app)} account.</p>
<form method="post">
<p><label>Signed in as <input name="person" value="ada" required pattern="[a-z][a-z0-9.\\-]*"></label></p>
<ul>${boxes.join('')}</ul>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form>`,
  )
}

/** The provider's own page for a request that it will not answer. */
export function errorPage(error: string, description: string): string {
  return page('Something is wrong', `<p><strong>${escape(error)}</strong></p><p>${escape(description)}</p>`)
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width">
<style>body{font:16px/1.5 system-ui;max-width:32rem;margin:10vh auto;padding:0 1rem}ul{list-style:none;padding:0}
button{font:inherit;padding:.5rem 1.5rem;margin-right:.5rem}</style></head>
<body><h1>${escape(title)}</h1>${body}</body></html>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
