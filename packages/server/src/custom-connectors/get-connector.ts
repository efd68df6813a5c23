import type { z } from 'zod'
import type { Connector } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readConnectorAnswer } from './connector-answer.ts'

/** One connector by id or slug. @throws Refusal `not_found` */
export async function getConnector({
  ctx,
  input,
}: {
  ctx: Context
  input: { id: string }
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'read')
  return readConnectorAnswer(ctx, input.id)
}
