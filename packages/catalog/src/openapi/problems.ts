import { Validator } from '@seriousme/openapi-schema-validator'
import { cleanText } from './clean-text.ts'
import type { OpenApiDocument } from './read-document.ts'

const most = 10

/** These say only that one of several forms did not fit; what is wrong with it stands beside them. */
const alternatives = new Set(['oneOf', 'anyOf', 'if', 'not', 'unevaluatedProperties'])

/**
 * Where a document first departs from the OpenAPI specification; nothing where it does not. Published descriptions
 * often do, so this is for a person to read: what was picked is judged by itself. References are not followed, so that the time
 * this takes grows with the document and not with what it could be expanded to.
 */
export async function problemsOf({ written }: OpenApiDocument): Promise<string[]> {
  try {
    const { errors = [] } = await new Validator().validate(structuredClone(written))
    if (typeof errors === 'string') return [cleanText(errors, 300)]
    const telling = errors.filter(({ keyword, params }) => !alternatives.has(keyword) && !isReference(params))
    return [...new Set(telling.map((error) => sentence(error)))].slice(0, most)
  } catch {
    return ['The document cannot be checked against the specification.']
  }
}

function isReference(params: Record<string, unknown>): boolean {
  return params['missingProperty'] === '$ref'
}

function sentence({
  instancePath,
  message = 'is not as it should be',
}: {
  instancePath: string
  message?: string
}) {
  const place = instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~')
  return cleanText(`${place === '' ? 'The document' : place}: ${message}`, 300)
}
