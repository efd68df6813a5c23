/** What a link to one of these pages brings: the token of an invitation or set-up, or where to go afterwards. */
export interface EntrySearch {
  token?: string
  return_to?: string
}

export function entrySearch(search: Record<string, unknown>): EntrySearch {
  return {
    ...(typeof search.token === 'string' && search.token !== '' && { token: search.token }),
    ...(typeof search.return_to === 'string' && { return_to: search.return_to }),
  }
}
