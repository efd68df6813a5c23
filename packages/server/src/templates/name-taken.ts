import { Refusal } from '../errors.ts'

/** PostgreSQL's code for a broken unique index (Appendix A of its manual); both drivers pass it on. */
const UNIQUE_VIOLATION = '23505'

/**
 * Runs a change whose `name` must be unique in the account. The index decides, so that two people saving at the
 * same moment are told apart too.
 * @param index The unique index over account and lower-case name.
 * @throws Refusal `conflict`, naming the field, when the name is taken.
 */
export async function withUniqueName<Result>(index: string, noun: string, change: () => Promise<Result>) {
  try {
    return await change()
  } catch (error) {
    if (!breaksIndex(error, index)) throw error
    const message = `Another ${noun} of the account has this name; upper and lower case count as the same.`
    const hint = 'Choose another name.'
    throw new Refusal('conflict', message, { hint, issues: [{ field: 'name', message, hint }] })
  }
}

function breaksIndex(error: unknown, index: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('constraint' in error)) return false
  return error.code === UNIQUE_VIOLATION && error.constraint === index
}
