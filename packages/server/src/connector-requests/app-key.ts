/** What makes two names of an app the same: neither capitals nor spaces count. */
export function appKey(name: string): string {
  return name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, '')
}
