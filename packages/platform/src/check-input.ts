import { z } from 'zod'
import type { AreaTool } from './area.ts'
import { didYouMean } from './nearest-name.ts'
import { afterCursor } from './paging.ts'
import { invalid, notFound, ToolRefusal } from './refusal.ts'

/** An input taken apart: what is the engine's, and what is the tool's. */
export interface CheckedInput {
  idempotencyKey: string | undefined
  confirmToken: string | undefined
  input: Record<string, unknown>
}

const MOST_PROBLEMS = 5

/** Takes a tool's input apart, checked. @throws ToolRefusal */
export function checkInput(tool: AreaTool, given: unknown): CheckedInput {
  const { idempotency_key, confirm_token, cursor, ...input } = checkFields(tool.name, tool.input, given)
  return {
    idempotencyKey: idempotency_key as string | undefined,
    confirmToken: confirm_token as string | undefined,
    input: tool.paging === 'cursor' ? { ...input, after: afterCursor(cursor as string | undefined) } : input,
  }
}

/**
 * Checks what was given against a schema: unknown fields are refused with the nearest name (GEN-5), malformed
 * ids like missing ones (GEN-2), everything else by field.
 * @param what whose fields they are, for the message
 * @throws ToolRefusal
 */
export function checkFields<Schema extends z.ZodObject>(
  what: string,
  schema: Schema,
  given: unknown,
): z.output<Schema> {
  const result = schema.safeParse(given)
  if (!result.success) throw refusalOf(what, schema, result.error.issues)
  refuseUnstorable(result.data, '')
  return result.data
}

function refusalOf(what: string, schema: z.ZodObject, issues: z.core.$ZodIssue[]): ToolRefusal {
  // A name that was mistyped is missing under its right one, too: what helps is the right one.
  const first = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (!first) return new ToolRefusal('invalid', 'The input is not valid.')
  if (first.code === 'unrecognized_keys') return unknownParameter(what, schema, first)
  const field = first.path.join('.')
  const noun: unknown = first.code === 'custom' ? first.params?.['notFound'] : undefined
  if (typeof noun === 'string') return notFound(noun, field)
  return new ToolRefusal('invalid', issues.slice(0, MOST_PROBLEMS).map(say).join(' '), {
    ...(field && { field }),
    ...(first.code === 'invalid_value' && { valid_values: first.values.map(String) }),
  })
}

function unknownParameter(
  what: string,
  schema: z.ZodObject,
  { keys: [key = ''], path }: z.core.$ZodIssueUnrecognizedKeys,
): ToolRefusal {
  const field = [...path, key].join('.')
  const names = fieldsAt(schema, path)
  return new ToolRefusal('unknown_parameter', `${what} has no parameter ${field}.`, {
    field,
    ...didYouMean(key, names),
    valid_values: names,
  })
}

/** The names of the fields that the object at this place may have. */
function fieldsAt(schema: z.core.$ZodType, [step, ...rest]: PropertyKey[]): string[] {
  if (isWrapped(schema)) return fieldsAt(schema.unwrap(), step === undefined ? [] : [step, ...rest])
  if (schema instanceof z.ZodArray && step !== undefined) return fieldsAt(schema.element, rest)
  if (!(schema instanceof z.ZodObject)) return []
  if (step === undefined) return Object.keys(schema.shape)
  const inner = schema.shape[String(step)]
  return inner === undefined ? [] : fieldsAt(inner, rest)
}

function isWrapped(schema: z.core.$ZodType): schema is z.ZodOptional | z.ZodNullable | z.ZodDefault {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault
}

function say(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('.')
  const message = issue.message.replace(/^Invalid input: /, '').replace(/\.?$/, '.')
  return field ? `${field}: ${message}` : message
}

/** PostgreSQL keeps neither the character NUL nor half a surrogate pair. */
function refuseUnstorable(value: unknown, field: string): void {
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed()))
    throw invalid(field, `${field}: holds a character that is no text (NUL, or half of a pair).`)
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const path = field ? `${field}.${key}` : key
    refuseUnstorable(key, path)
    refuseUnstorable(inner, path)
  }
}
