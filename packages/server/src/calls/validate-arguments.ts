import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { LRUCache } from 'lru-cache'
import type { Issue } from '../errors.ts'
import type { ToolsetTool } from '../toolsets/toolset.ts'
import { linearRegExp } from './linear-regexp.ts'

/** Compiled schemas kept, by the definition's hash. */
const most = 2000

const compiled = new LRUCache<string, { validate: ValidateFunction | undefined }>({ max: most })

/**
 * Checks a call's arguments against the tool's input schema (JSON Schema 2020-12, MCP's default dialect).
 * A schema that cannot be compiled checks nothing: the upstream that wrote it has the last word anyway.
 * @returns what is wrong, field by field; empty when nothing is
 */
export function validateArguments(
  tool: Pick<ToolsetTool, 'definitionHash' | 'definition'>,
  args: Record<string, unknown>,
): Issue[] {
  const { validate } = compiledSchema(tool)
  if (!validate || validate(args)) return []
  return (validate.errors ?? []).slice(0, 10).map(toIssue)
}

function compiledSchema(tool: Pick<ToolsetTool, 'definitionHash' | 'definition'>) {
  const present = compiled.get(tool.definitionHash)
  if (present) return present
  const entry = { validate: compile(tool.definition.inputSchema) }
  compiled.set(tool.definitionHash, entry)
  return entry
}

/** An instance for each schema: `$id`s of two upstreams must not meet. */
function compile(schema: Record<string, unknown>): ValidateFunction | undefined {
  try {
    const ajv = new Ajv2020({
      strict: false,
      allErrors: true,
      validateFormats: true,
      addUsedSchema: false,
      // Third-party schemas need not be flawless, and building the meta-schema costs more than all else.
      validateSchema: false,
      meta: false,
      // Patterns come from third parties and run on our one thread.
      code: { regExp: linearRegExp },
    })
    addFormats.default(ajv, { mode: 'fast' })
    return ajv.compile({ ...schema, $schema: undefined })
  } catch {
    return undefined
  }
}

function toIssue(error: ErrorObject): Issue {
  const path = error.instancePath.slice(1).replaceAll('/', '.')
  const { missingProperty, additionalProperty, allowedValues } = error.params as Record<string, unknown>
  const name = missingProperty ?? additionalProperty
  const field = [path, name].filter((part) => typeof part === 'string' && part !== '').join('.')
  return {
    ...(field ? { field } : {}),
    message: missingProperty === undefined ? (error.message ?? 'is not valid') : 'is required',
    ...(Array.isArray(allowedValues) ? { valid_values: allowedValues.slice(0, 50).map(String) } : {}),
  }
}
