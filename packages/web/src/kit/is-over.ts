/** Whether a time has come. Null is no time, which never comes. */
export function isOver(at: string | null): boolean {
  return at !== null && Date.parse(at) <= Date.now()
}
