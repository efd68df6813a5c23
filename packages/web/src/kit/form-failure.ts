import { JackfieldError } from '@jackfield/sdk'

/** What came of a submission that failed. */
export interface Failure {
  error: unknown
  /** What is wrong with which field. It stays the same object, or the form would take it for news. */
  issues: Record<string, string>
}

/** Which field an error is of that names none, by its code. */
export type FieldOf = Partial<Record<JackfieldError['code'], string>>

export function failureOf(error: unknown, fieldOf: FieldOf = {}): Failure {
  if (!(error instanceof JackfieldError)) return { error, issues: {} }
  const blamed = error.issues.length === 0 ? fieldOf[error.code] : undefined
  if (blamed !== undefined) return { error, issues: { [blamed]: joined(error) } }
  const named = error.issues.filter((issue) => issue.field !== undefined)
  const issues = Object.fromEntries(named.map((issue) => [issue.field ?? '', sentence(joined(issue))]))
  return { error, issues }
}

/** How much of it stands at fields of this form; what does not is said above it. */
export function placedAtFields({ error, issues }: Failure, form: HTMLFormElement): 'all' | 'some' | 'none' {
  const fields = Object.keys(issues)
  const placed = fields.filter((name) => form.querySelector(`[name="${CSS.escape(name)}"]`) !== null)
  if (placed.length === 0) return 'none'
  const elsewhere = error instanceof JackfieldError && error.issues.some(({ field }) => field === undefined)
  return elsewhere || placed.length < fields.length ? 'some' : 'all'
}

function joined({ message, hint }: { message: string; hint?: string | undefined }): string {
  return hint === undefined ? message : `${message} ${hint}`
}

/** The server's words go on after the name of the field. */
function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
