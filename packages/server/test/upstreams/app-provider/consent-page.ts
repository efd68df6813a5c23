import { pageStyle } from './page-style.ts'

export interface ConsentPage {
  /** Who asks. */
  client: string
  /** At which provider. */
  app: string
  scopes: string[]
}

/** `X wants access`: a plain form that works without JavaScript. A scope that is unticked is not given. */
export function consentPage({ client, app, scopes }: ConsentPage): string {
  const [asks, at] = [escape(client), escape(app)]
  return page({
    title: `${client} wants access to ${app}`,
    standsFor: app,
    body: `<p>${asks} will be able to use ${at} in the name of the account below, until it is disconnected.</p>
<form method="post">
<p><label for="person">Signed in at ${at} as</label>
<input id="person" name="person" value="ada" required pattern="[a-z][a-z0-9.\\-]*" autocapitalize="none" spellcheck="false" aria-describedby="anybody">
<small id="anybody">Anybody you like, in small letters: everybody here is invented.</small></p>
${scopeList(scopes)}
<p class="buttons"><button name="decision" value="allow">Allow access</button>
<button name="decision" value="deny" formnovalidate>Deny</button></p>
</form>`,
  })
}

/** The provider's own page for a request that it will not answer. */
export function errorPage(error: string, description: string): string {
  return page({
    title: 'This request cannot be answered',
    body: `<p><code>${escape(error)}</code></p><p>${escape(description)}</p>
<p>Nothing was connected. Go back to the hub and start again.</p>`,
  })
}

function scopeList(scopes: string[]): string {
  if (scopes.length === 0) return '<p>It is not asked for single permissions: it gives all or nothing.</p>'
  const boxes = scopes.map((scope) => {
    const text = escape(scope)
    return `<li><label><input type="checkbox" name="scope" value="${text}" checked> <code>${text}</code></label></li>`
  })
  return `<fieldset><legend>What it asks for</legend><ul>${boxes.join('')}</ul></fieldset>`
}

function page({
  title,
  body,
  standsFor,
}: {
  title: string
  body: string
  standsFor?: string | undefined
}): string {
  const of = standsFor === undefined ? '' : ` of ${escape(standsFor)}`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>${pageStyle}</style></head>
<body><p class="demo" role="note">Demo stand-in${of}: no data leaves this machine.</p>
<main><h1>${escape(title)}</h1>${body}</main></body></html>`
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
