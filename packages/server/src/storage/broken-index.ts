/** PostgreSQL's code for a broken unique index (Appendix A of its manual); both drivers pass it on. */
const UNIQUE_VIOLATION = '23505'

/** Whether a statement failed because this unique index already has such a row. */
export function breaksIndex(error: unknown, index: string): boolean {
  if (!(error instanceof Error) || !('code' in error) || !('constraint' in error)) return false
  return error.code === UNIQUE_VIOLATION && error.constraint === index
}
