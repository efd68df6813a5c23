/**
 * Why the database did not take a transaction:
 * - `clash`: it ran into another one and may pass when tried again
 * - `connection`: the database was not reached, or went away; whether the transaction was committed is unknown
 * - `rejected`: it will not take these rows
 */
export type WriteFailure = 'clash' | 'connection' | 'rejected'

/** Serialization failure, deadlock, lock not available. */
const clashes = new Set(['40001', '40P01', '55P03'])
/** Classes: connection exception, insufficient resources, operator intervention, system error. */
const connectionClasses = new Set(['08', '53', '57', '58'])

/** Judges an error of the database by its SQLSTATE (PostgreSQL manual, appendix A); an error without one comes from the line. */
export function writeFailure(error: unknown): WriteFailure {
  const state = sqlState(error)
  if (state === undefined) return isOurs(error) ? 'rejected' : 'connection'
  if (clashes.has(state)) return 'clash'
  return connectionClasses.has(state.slice(0, 2)) ? 'connection' : 'rejected'
}

function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined
  // Codes of the system, such as EPIPE, start with E; no SQLSTATE does.
  return /^[0-9A-DF-Z][0-9A-Z]{4}$/.test(error.code) ? error.code : undefined
}

/** Thrown by our own code on the way, not by a driver. */
function isOurs(error: unknown): boolean {
  return error instanceof TypeError || error instanceof RangeError
}
