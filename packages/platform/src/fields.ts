import { z } from 'zod'

/** A text of a person: trimmed, never empty. */
export function text(about: string, longest: number) {
  return z.string().trim().min(1).max(longest).describe(about)
}

/** For tools that change something which others change too (GEN-7). */
export const expectedVersion = z
  .int()
  .min(1)
  .optional()
  .describe('The version you read. When it has changed since, nothing is done and you get the present value.')

/** Who did it. */
export const Actor = z.object({ type: z.string(), id: z.string(), name: z.string() })

/** A moment in an answer. */
export const Moment = z.iso.datetime()
