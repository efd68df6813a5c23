/** Longest description of a tool or of one of its inputs. */
export const longestDescription = 1000

/**
 * A document's words as data (SEC-12): without control characters and those that reorder or hide text, and cut.
 */
export function cleanText(text: string, longest: number = longestDescription): string {
  const clean = text
    .replace(
      /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu,
      '',
    )
    .trim()
  return clean.length > longest ? `${clean.slice(0, longest - 1).trimEnd()}…` : clean
}
