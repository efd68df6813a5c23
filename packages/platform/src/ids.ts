import { ulid } from 'ulid'
import { z } from 'zod'

/** Which noun the ids of a schema name: the engine answers `not_found` for others, tests find every id by it. */
const idNouns = z.registry<{ noun: string }>()

/** A new, time-ordered id that says what it names: `client_01k9...`. */
export function newId(noun: string): string {
  return `${noun}_${ulid().toLowerCase()}`
}

/**
 * The id of a noun as an input. A malformed one is refused as `not_found`, like a missing one.
 * @param about what the id is for, when that is not plain from the field's name
 */
export function id(noun: string, about = `The id of a ${noun}, from a result.`): z.ZodString {
  const shape = new RegExp(`^${noun}_[0-9a-z]{26}$`)
  // No `pattern` in the JSON Schema: a client that checks it would hide our answer behind its own.
  const schema = z
    .string()
    .refine((value) => shape.test(value), { params: { notFound: noun } })
    .meta({ description: about, examples: [`${noun}_01k9qv3x8e5w2r7t6y4u1p0abc`] })
  idNouns.add(schema, { noun })
  return schema
}
