/** What was asked for and given at one consent, beyond what oidc-provider keeps. */
export interface GrantNote {
  /** The authorization request as it came. */
  asked: URLSearchParams
  /** The scopes that the person unticked. */
  unticked: string[]
}

const nothing: GrantNote = { asked: new URLSearchParams(), unticked: [] }

/** The notes of all grants. */
export class GrantNotes {
  readonly #notes = new Map<string, GrantNote>()

  add(grantId: string, note: GrantNote): void {
    this.#notes.set(grantId, note)
  }

  of(grantId: string | undefined): GrantNote {
    return this.#notes.get(grantId ?? '') ?? nothing
  }
}
