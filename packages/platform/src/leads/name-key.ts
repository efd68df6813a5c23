/** A name as names are compared: case and the way a letter is encoded make no difference (A2-5). */
export function keyOf(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase()
}
