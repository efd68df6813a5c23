/** What of the picture stands in its address. */
export interface JackfieldSearch {
  /** `table`, or the picture. */
  view?: 'table'
  q?: string
  /** Only what a run would skip. */
  problems?: true
}

/** Reads the address; what it cannot mean is left out. */
export function jackfieldSearch({ view, q, problems }: Record<string, unknown>): JackfieldSearch {
  return {
    ...(view === 'table' && { view }),
    ...((typeof q === 'string' || typeof q === 'number') && q !== '' && { q: String(q).slice(0, 200) }),
    ...(problems === true && { problems }),
  }
}
