import type { OAuthApps } from '@jackfield/sdk'

export type OAuthApp = OAuthApps['items'][number]

/** Which of them are shown. */
export type Shown = 'all' | 'set-up' | 'not-set-up'

export function countApps(apps: OAuthApp[]): Record<Shown, number> {
  const setUp = apps.filter(isSetUp).length
  return { all: apps.length, 'set-up': setUp, 'not-set-up': apps.length - setUp }
}

/** Those that are shown and have the text in their name. */
export function matchingApps(apps: OAuthApp[], shown: Shown, text: string): OAuthApp[] {
  const wanted = text.trim().toLowerCase()
  return apps
    .filter((app) => shown === 'all' || isSetUp(app) === (shown === 'set-up'))
    .filter(({ name, slug }) => `${name} ${slug}`.toLowerCase().includes(wanted))
}

function isSetUp({ client }: OAuthApp): boolean {
  return client !== null
}
