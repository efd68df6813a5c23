import type { z } from 'zod'
import type { Connector, McpJson, McpJsonExtension } from '@jackfield/sdk/contract'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readConnectorAnswers } from '../custom-connectors/connector-answer.ts'
import { slugOf } from '../custom-connectors/slug.ts'
import { Refusal } from '../errors.ts'
import { MASK } from '../net/mask-url.ts'
import { VariableNames } from './variable-names.ts'

type Answer = z.input<typeof Connector>
type Custom = Answer & { url: string }
type Entry = z.input<typeof McpJson>['mcpServers'][string]

/**
 * The account's custom connectors as a `.mcp.json` (PLG-15). Secrets are `${VAR}`: header values, user information,
 * query values and fragments of URLs. None of them is read for it: it is made from what every member sees.
 */
export async function exportMcpJson({ ctx }: { ctx: Context }): Promise<z.input<typeof McpJson>> {
  authorise(ctx, 'read')
  const connectors = (await readConnectorAnswers(ctx))
    .filter(isCustom)
    .toSorted((one, other) => (one.slug < other.slug ? -1 : 1))
  const names = new VariableNames()
  return {
    mcpServers: Object.fromEntries(
      connectors.map((connector) => [fileName(connector), entryOf(connector, names)]),
    ),
  }
}

function isCustom(connector: Answer): connector is Custom {
  return connector.family === 'custom' && connector.url !== null
}

/** A name that makes the connector's key again: its own, unless it was renamed since. */
function fileName({ name, slug }: Answer): string {
  try {
    return slugOf(name) === slug ? name : slug
  } catch (error) {
    if (error instanceof Refusal) return slug
    throw error
  }
}

function entryOf(connector: Custom, names: VariableNames): Entry {
  const headers = connector.headers.map(
    ({ name }) => [name, names.placeholder(connector.slug, name)] as const,
  )
  const extension = extensionOf(connector)
  return {
    type: connector.transport === 'sse' ? 'sse' : 'http',
    url: openUrl(connector, names),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(Object.keys(extension).length > 0 && { jackfield: extension }),
  }
}

function extensionOf(connector: Answer): z.input<typeof McpJsonExtension> {
  const { name, description, logo_url, read_only, trust_hints } = connector
  return {
    ...(name !== fileName(connector) && { name }),
    ...(description !== '' && { description }),
    ...(logo_url !== null && { logo_url }),
    ...(read_only && { read_only }),
    ...(trust_hints && { trust_hints }),
  }
}

/** A masked URL with a variable for each mask. `maskUrl` says where masks can stand. */
function openUrl({ slug, url }: Custom, names: VariableNames): string {
  const variable = (part: string) => names.placeholder(slug, part)
  const [, scheme = '', user = '', place = '', query = '', fragment = ''] =
    /^(\w+:\/\/)(\*\*\*@)?([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(url ?? '') ?? []
  const pairs =
    query === ''
      ? []
      : query
          .slice(1)
          .split('&')
          .map((pair) => openPair(pair, variable))
  return [
    scheme,
    user && `${variable('user')}@`,
    place,
    pairs.length > 0 ? `?${pairs.join('&')}` : '',
    fragment && `#${variable('fragment')}`,
  ].join('')
}

function openPair(pair: string, variable: (part: string) => string): string {
  const name = pair.endsWith(`=${MASK}`) ? pair.slice(0, -MASK.length - 1) : undefined
  if (name === undefined) return variable('query')
  // A parameter's name that looks like a variable would be filled in on the way back.
  return `${name.replaceAll('${', '$%7B')}=${variable(name === '' ? 'query' : name)}`
}
