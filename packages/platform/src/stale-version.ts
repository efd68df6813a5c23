import { ToolRefusal } from './refusal.ts'

/**
 * Refuses when somebody saved since the caller read (GEN-7).
 * @param current the present value as a result would show it
 */
export function refuseStale(expected: number | undefined, current: { version: number }): void {
  if (expected === undefined || expected === current.version) return
  throw new ToolRefusal(
    'version_conflict',
    `It has changed: version ${current.version} is the present one.`,
    {
      field: 'expected_version',
      hint: 'Look at details.current, and call again with its version if the change still makes sense.',
      details: { current },
    },
  )
}
