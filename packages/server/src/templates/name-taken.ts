import { Refusal } from '../errors.ts'
import { breaksIndex } from '../storage/broken-index.ts'

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
