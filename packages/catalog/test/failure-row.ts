import type { ToolFailure } from '../src/run.ts'

/** What comes from the provider, and what a caller is told. */
export type FailureRow = [
  app: string,
  status: number,
  body: unknown,
  failure: Partial<ToolFailure>,
  headers?: Record<string, string>,
]

/** A limit that says how long it lasts. */
export const retry = { 'retry-after': '12' }
