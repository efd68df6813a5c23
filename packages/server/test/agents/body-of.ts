import { ErrorAnswer } from '@jackfield/sdk/contract'
import { expect } from 'vitest'
import type { z } from 'zod'

interface Answer {
  status: number
  body: unknown
}

/** The body of an answer as the contract types it; fails the test when the status or the shape differs. */
export function bodyOf<S extends z.ZodType>(schema: S, answer: Answer, status = 200): z.output<S> {
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status })
  return schema.parse(answer.body)
}

/** The error of an answer without its request id, so that two refusals can be compared as a whole. */
export function refusalOf(
  answer: Answer,
): { status: number } & Omit<z.output<typeof ErrorAnswer>['error'], 'request_id'> {
  const { request_id: _, ...error } = ErrorAnswer.parse(answer.body).error
  return { status: answer.status, ...error }
}
