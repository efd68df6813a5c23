import type { Browser, BrowserContext, Page } from 'playwright-core'
import { watchRequests } from './settled.ts'

export interface VisitOptions {
  /** Where the hub is. */
  url: string
  /** Who logs in; nobody if absent. */
  login?: { email: string; password: string } | undefined
  theme?: 'light' | 'dark'
  width?: number
  height?: number
}

/** One person in a browser of their own. */
export interface Visit {
  page: Page
  context: BrowserContext
  /** An answer that the page is meant to get, for example `/ 409 /`: what else fails is a problem. */
  expectFailure(pattern: RegExp): void
  /**
   * Ends the visit.
   * @throws Error when meanwhile a script failed, something was written to the console, the policy of the page was
   *   broken, a request failed that nobody expected, or one went to another host
   */
  close(): Promise<void>
}

const PHONE = 600

/** Opens a window of its own, without motion, and watches everything that goes wrong in it. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { url, login, theme = 'light', width = 1280, height = 900 } = options
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion: 'reduce',
    hasTouch: width < PHONE,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  context.setDefaultTimeout(10_000)
  if (login) await logIn(context, url, login)
  const problems: string[] = []
  const expected: RegExp[] = []
  context.on('page', (page) => {
    watchRequests(page)
    watch(page, url, problems)
  })
  const page = await context.newPage()
  return {
    page,
    context,
    expectFailure: (pattern) => void expected.push(pattern),
    async close() {
      await context.close()
      const left = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)))
      if (left.length > 0) throw new Error(`The page had problems:\n${left.join('\n')}`)
    },
  }
}

type Login = NonNullable<VisitOptions['login']>

async function logIn(context: BrowserContext, url: string, { email, password }: Login): Promise<void> {
  const data = { email, password }
  const answer = await context.request.post('/api/v1/sessions', { data, headers: { origin: url } })
  if (!answer.ok()) throw new Error(`Login failed: ${answer.status()} ${await answer.text()}`)
}

function watch(page: Page, url: string, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`script: ${error.stack ?? error.message}`))
  page.on('dialog', (dialog) => {
    // Leaving with unsaved changes asks, and the test says so by leaving.
    if (dialog.type() === 'beforeunload') return void dialog.accept()
    problems.push(`dialog: ${dialog.message()}`)
    return void dialog.dismiss()
  })
  page.on('console', (message) => {
    // What failed to load is told by its answer, with the status.
    if (message.text().startsWith('Failed to load resource')) return
    if (['error', 'warning'].includes(message.type())) problems.push(`console: ${message.text()}`)
  })
  page.on('requestfailed', (request) => {
    // A page that is left ends its requests.
    const reason = request.failure()?.errorText ?? ''
    if (!reason.includes('ERR_ABORTED')) problems.push(`request: ${request.url()} ${reason}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400)
      problems.push(`answer: ${response.request().method()} ${response.status()} ${response.url()}`)
  })
  page.on('request', (request) => {
    const { protocol, hostname } = new URL(request.url())
    const own = protocol === 'data:' || protocol === 'blob:' || hostname === new URL(url).hostname
    if (!own) problems.push(`other host: ${request.url()}`)
  })
}
