import type { Connector } from '@jackfield/sdk'
import type { Draft } from './draft.ts'

/** What every part of the form needs. */
export interface PartProps {
  draft: Draft
  change(part: Partial<Draft>): void
  /** What is edited; absent for a new one. */
  connector?: Connector | undefined
}
