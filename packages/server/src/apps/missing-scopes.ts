import type { Tool } from '@jackfield/catalog/run'

/** The scopes that a tool needs and that were not granted; none where the app does not say what it granted. */
export function missingScopes({ scopes }: Pick<Tool, 'scopes'>, granted: string[] | null): string[] {
  if (granted === null) return []
  return scopes.filter((either) => !either.split('|').some((scope) => granted.includes(scope)))
}
