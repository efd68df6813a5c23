export interface Decision {
  decision: 'allow' | 'deny'
  /** Which of the scopes stay ticked; all if absent. */
  scopes?: string[]
  /** Who signs in; `ada` if absent. */
  person?: string
}

const most = 10

/**
 * Goes through sign-in and consent as a browser does, with cookies and without JavaScript.
 * @param isOwn whether an address is the provider's
 * @returns the redirect back to the client, not followed
 * @throws Error with the text of the page when the provider shows an error instead
 */
export async function driveConsent(
  authorizeUrl: string,
  { decision, scopes, person = 'ada' }: Decision,
  isOwn: (url: URL) => boolean,
): Promise<URL> {
  const jar = new Map<string, string>()
  let at = new URL(authorizeUrl)
  let answer = await visit(jar, at)
  for (let step = 0; step < most; step += 1) {
    const location = answer.headers.get('location')
    if (location !== null) {
      await answer.body?.cancel()
      at = new URL(location, at)
      if (!isOwn(at)) return at
      answer = await visit(jar, at)
      continue
    }
    const page = await answer.text()
    if (!page.includes('<form')) throw new Error(`HTTP ${answer.status}: ${textOf(page)}`)
    const form = new URLSearchParams({ decision, person })
    for (const scope of boxesIn(page)) if (scopes?.includes(scope) ?? true) form.append('scope', scope)
    answer = await visit(jar, at, form)
  }
  throw new Error(`The provider redirects without end, at last to ${at.href}`)
}

/** Cookies go by name only: each consent has a jar of its own, and one provider. */
async function visit(jar: Map<string, string>, url: URL, form?: URLSearchParams): Promise<Response> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const answer = await fetch(url, {
    redirect: 'manual',
    headers: cookie === '' ? {} : { cookie },
    ...(form ? { method: 'POST', body: form } : {}),
  })
  for (const set of answer.headers.getSetCookie()) {
    const [pair = ''] = set.split(';')
    const sign = pair.indexOf('=')
    const [name, value] = [pair.slice(0, sign), pair.slice(sign + 1)]
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(set)) jar.delete(name)
    else jar.set(name, value)
  }
  return answer
}

function boxesIn(page: string): string[] {
  return [...page.matchAll(/name="scope" value="([^"]*)"/g)].map(([, value = '']) =>
    value.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
  )
}

function textOf(page: string): string {
  return page
    .replace(/<(head)>.*?<\/\1>/s, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
