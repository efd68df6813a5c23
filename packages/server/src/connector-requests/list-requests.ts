import type { ConnectorRequestList } from '@jackfield/sdk/contract'
import type { z } from 'zod'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readRequestAnswers } from './request-answer.ts'

/** The apps that people of the account miss, with votes and status (B17). */
export async function listRequests({ ctx }: { ctx: Context }): Promise<z.input<typeof ConnectorRequestList>> {
  authorise(ctx, 'read')
  return { items: await readRequestAnswers(ctx) }
}
