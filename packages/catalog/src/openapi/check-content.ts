import { CatalogError } from '../app.ts'
import { isObject } from './json.ts'

const deepest = 100
const mostValues = 1_000_000

/** What stands below these is data of the API's, and may look like anything. */
const data = new Set(['example', 'examples', 'default', 'enum', 'const'])

/**
 * Walks through the whole content once, with what aliases repeat counted as often as it stands there.
 * @throws CatalogError on `document`: nested too deeply, more values than a description has, or a reference to
 *   another document, which is never followed
 */
export function checkContent(content: unknown): void {
  let values = 0
  const path: string[] = []
  const visit = (value: unknown, isData: boolean): void => {
    values += 1
    if (values > mostValues)
      throw wrong(`The document holds more than ${mostValues.toLocaleString('en')} values.`)
    if (path.length > deepest) throw wrong(`The document is nested deeper than ${deepest} levels.`)
    if (typeof value !== 'object' || value === null) return
    if (isObject(value) && !isData) refuseRemote(value['$ref'], path)
    for (const [key, item] of Object.entries(value)) {
      path.push(key)
      visit(item, isData || isDataKey(key, path))
      path.pop()
    }
  }
  visit(content, false)
}

function isDataKey(key: string, path: string[]): boolean {
  // A property may be called `default`, and a response always may.
  const parent = path.at(-2)
  return (data.has(key) && parent !== 'properties' && parent !== 'responses') || key.startsWith('x-')
}

function refuseRemote(reference: unknown, path: string[]): void {
  if (typeof reference !== 'string' || reference.startsWith('#')) return
  const shown = reference.length > 200 ? `${reference.slice(0, 200)}…` : reference
  throw wrong(
    `${path.join('.')}.$ref: "${shown}" is in another document, and only this one is read. Put both into one first.`,
  )
}

function wrong(message: string): CatalogError {
  return new CatalogError(message, 'document')
}
