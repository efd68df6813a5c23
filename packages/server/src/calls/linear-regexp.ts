import { RE2JS } from 're2js'
import type { RegExpEngine } from 'ajv/dist/types/index.js'

/**
 * The regular expressions of tool schemas, run in linear time: a pattern such as `(a+)+$` from a third party must
 * not stop the process. What RE2 has no word for (look-around, back-references) is left to the upstream to check.
 */
export const linearRegExp: RegExpEngine = Object.assign(
  (pattern: string) => {
    const compiled = compile(pattern)
    return {
      test: (text: string) => compiled === undefined || compiled.matcher(text).find(),
      // Ajv takes two expressions of one schema for the same when they have the same text.
      toString: () => pattern,
    }
  },
  { code: 'linearRegExp' },
)

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}
