import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { inputSchemaOf } from '../src/run.ts'
import type { Json, Tool } from '../src/run.ts'

const ajv = addFormats.default(new Ajv2020({ strict: true, strictRequired: true, allowUnionTypes: true }))
const checks = new WeakMap<Tool, ReturnType<typeof ajv.compile>>()

/** What a tool's schema has against an input; undefined: nothing. @throws Error if the schema does not compile */
export function complaint(tool: Tool, input: Json): string | undefined {
  const check = checks.get(tool) ?? ajv.compile(structuredClone(inputSchemaOf(tool)))
  checks.set(tool, check)
  return check(input) ? undefined : ajv.errorsText(check.errors)
}
