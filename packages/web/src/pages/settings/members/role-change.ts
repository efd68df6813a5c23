import type { Role } from '@jackfield/sdk'
import { covers } from '../roles.ts'

/** Whether somebody may do less afterwards. */
export function takesSomething(before: Role, after: Role): boolean {
  return before !== after && covers(before, after)
}
