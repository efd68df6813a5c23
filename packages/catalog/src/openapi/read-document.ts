import { upgradeFromThreeToThreeOne } from '@scalar/openapi-upgrader/3.0-to-3.1'
import type { Json } from '../app.ts'
import { CatalogError } from '../app.ts'
import { checkContent } from './check-content.ts'
import { cleanText } from './clean-text.ts'
import { isObject, textIn } from './json.ts'
import { readText } from './read-text.ts'

/** An OpenAPI description that has been read. Nothing in it refers to anything outside. */
export interface OpenApiDocument {
  /** In the words of OpenAPI 3.1, whichever version it was written in. */
  content: Json
  /** As it was written. */
  written: Json
  /** Where it came from: relative addresses in it start there. */
  source: string | undefined
}

/**
 * Reads an OpenAPI 3.0 or 3.1 document in JSON or YAML. Pure: no network, no file, whatever it refers to.
 * @param source the address it was fetched from
 * @throws CatalogError on `document` in words that name the place
 */
export function readDocument(text: string, source?: string): OpenApiDocument {
  const written = readText(text)
  if (!isObject(written)) throw wrong('The document is no OpenAPI description: it holds no object.')
  checkVersion(written)
  checkContent(written)
  if (!isObject(written['paths'])) throw wrong('paths: is missing, so the document describes no operations.')
  // The upgrade writes into what it is given, at the top.
  return { content: upgradeFromThreeToThreeOne({ ...written }), written, source }
}

function checkVersion(written: Json): void {
  const { openapi, swagger } = written
  if (swagger !== undefined)
    throw wrong('This is a Swagger 2.0 description. Convert it to OpenAPI 3.0 or 3.1 first.')
  if (openapi === undefined) throw wrong('openapi: is missing, so this is no OpenAPI description.')
  if (typeof openapi !== 'string') throw wrong('openapi: must be a text, such as "3.0.3".')
  if (!/^3\.[01](\.|$)/.test(openapi))
    throw wrong(`openapi: the version ${openapi.slice(0, 20)} is not read; 3.0 and 3.1 are.`)
}

/** What an API says of itself, for a card. */
export interface DocumentFacts {
  title: string
  version: string
  about: string
  /** Its documentation; empty where it names none with https. */
  docs: string
}

export function factsOf({ content }: OpenApiDocument): DocumentFacts {
  const { info, externalDocs } = content
  const docs = textIn(externalDocs, 'url') ?? ''
  return {
    title: cleanText(textIn(info, 'title') ?? '', 200),
    version: cleanText(textIn(info, 'version') ?? '', 60),
    about: cleanText(textIn(info, 'summary') ?? textIn(info, 'description') ?? '', 300),
    docs: /^https?:\/\//i.test(docs) && URL.canParse(docs) ? cleanText(docs, 500) : '',
  }
}

function wrong(message: string): CatalogError {
  return new CatalogError(message, 'document')
}
