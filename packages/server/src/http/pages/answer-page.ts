import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { html, raw } from 'hono/html'

// Within the page, because it is shown when there is no dashboard, too. It is let in by its hash and by nothing else.
const style = readFileSync(new URL('./answer-page.css', import.meta.url), 'utf8')
const digest = createHash('sha256').update(style).digest('base64')

const POLICY = `default-src 'none'; style-src 'sha256-${digest}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`

/** A page that says one thing to a person; every text in it is shown as text. */
export async function answerPage(status: number, title: string, sentences: string[]): Promise<Response> {
  const page = await html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1>${title}</h1>
          ${sentences.filter((text) => text !== '').map((text) => html`<p>${text}</p>`)}
        </main>
      </body>
    </html>`
  return new Response(page, {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
  })
}
