import type { Kysely } from 'kysely'
import { z } from 'zod'
import type { AreaActor } from './column-types.ts'
import { pageOutput, pagingInput } from './paging.ts'
import type { Listed, Paged, Paging, Scanned } from './paging.ts'
import { effectOf } from './risk.ts'
import type { CarefulRisk, Effect, Risk } from './risk.ts'
import type { AreaTables } from './tables.ts'

// What a native connector is, and all that the author of an area needs.
//
// An area is a folder: `tables.ts`, a migration, one file a noun with its tools beside the rules they keep, and
// `<area>.ts`, which lists the tools. A tool is one declaration:
//
//   export const labelDelete = tool('label_delete', {
//     risk: 'destructive',
//     about: 'Delete a label. It goes from every lead that carries it.',
//     input: { name: text('The name of the label.', 60) },
//     output: { deleted: z.string() },
//     preview: ({ ctx, input }) => carriers(ctx, input.name),
//     run: async ({ ctx, input }) => { ... },
//   })
//
// What follows from it, so that no tool does it again: strict checking of the input with nearest-name hints
// (GEN-5), paging of lists (GEN-1), idempotency keys on what writes (GEN-6), the preview and its single-use
// token (PLT-14), one error shape (GEN-10), the MCP definition and its hints (PLT-12), and the tests over the
// whole registry: isolation, schemas, names.
//
// What remains for the author: every query has `where account_id = ctx.accountId`; rows refer to each other by
// (account_id, id), so that the database keeps accounts apart too; the time is `ctx.now`. Tools that write run
// in a transaction, one at a time for each account and area: between a check and the write that relies on it
// nothing changes, so rules are plain reads and `if`s. Constraints in the database back them up.

export { id, newId } from './ids.ts'
export { paged, scanned } from './paging.ts'
export { invalid, notFound, ToolRefusal } from './refusal.ts'

/** What every tool gets. */
export interface AreaContext {
  accountId: string
  actor: AreaActor
  /** In tools that write: the transaction. */
  db: Kysely<AreaTables>
  now: Date
  /** IANA name; dates without a time are meant in it (GEN-3). */
  timeZone: string
}

type OutputDeclaration = z.ZodObject | z.ZodRawShape | Paging

type PagingInput<Output> = Output extends Paged
  ? { limit: number; offset: number }
  : Output extends Scanned
    ? { limit: number; after: string | undefined }
    : unknown

type ResultOf<Output> =
  Output extends Paged<infer Item>
    ? Listed<z.input<Item>>
    : Output extends Scanned<infer Item>
      ? Omit<Listed<z.input<Item>>, 'total'>
      : Output extends z.ZodObject
        ? z.input<Output>
        : Output extends z.ZodRawShape
          ? z.input<z.ZodObject<Output>>
          : never

/** One call, checked. */
export interface Call<Input, Output = unknown> {
  ctx: AreaContext
  input: Input & PagingInput<Output>
}

/** Facts that the caller must know before it happens. The token binds to them: when they change, it is void. */
type Preview<Input> = (call: Call<Input>) => Promise<Record<string, unknown>>

interface Declaration<Input extends z.ZodRawShape, Output extends OutputDeclaration> {
  /** For a model that must choose: what it does, when to use it, what it does not do. */
  about: string
  /** Fields with descriptions. Paging, `idempotency_key` and `confirm_token` are the engine's. */
  input: Input
  output: Output
  /** @throws ToolRefusal for whatever the rules forbid; then nothing of the call is kept. */
  run: (call: Call<z.output<z.ZodObject<Input>>, Output>) => Promise<ResultOf<Output>>
}

type Caution<Input extends z.ZodRawShape> =
  | { risk: CarefulRisk; preview: Preview<z.output<z.ZodObject<Input>>> }
  | { risk: Exclude<Risk, CarefulRisk>; preview?: Preview<z.output<z.ZodObject<Input>>> }

/** A tool as the engine runs it: types erased, the engine's own fields added. */
export interface AreaTool {
  name: string
  about: string
  risk: Risk
  effect: Effect
  input: z.ZodObject
  output: z.ZodType
  paging?: Paging['paging']
  preview?: Preview<Record<string, unknown>>
  run: (call: Call<Record<string, unknown>>) => Promise<unknown>
}

/** An area: one slice of the Sales Platform, connected with one click. */
export interface Area {
  /** The connector's slug. */
  slug: string
  /** The `domain` of its MCP address (ADR-2). */
  domain: string
  name: string
  about: string
  /** Other words for the domain (ADR-11). */
  aliases: readonly string[]
  tools: readonly AreaTool[]
}

/** Declares a tool. Names are the source product's, at most 50 characters, unique over all areas. */
export function tool<const Input extends z.ZodRawShape, Output extends OutputDeclaration>(
  name: string,
  declaration: Declaration<Input, Output> & Caution<Input>,
): AreaTool {
  const { about, risk, preview, run } = declaration
  const effect = effectOf(risk)
  const paging = isPaging(declaration.output) ? declaration.output.paging : undefined
  const input = z.strictObject({
    ...declaration.input,
    ...(paging && pagingInput[paging]),
    ...(effect !== 'read' && { idempotency_key: idempotencyKey }),
    ...(preview && { confirm_token: confirmToken }),
  })
  const output = outputOf(declaration.output)
  return {
    name,
    about,
    risk,
    effect,
    input,
    output: preview ? z.union([PreviewOutput, output]) : output,
    ...(paging && { paging }),
    ...(preview && { preview: preview as Preview<Record<string, unknown>> }),
    run: run as AreaTool['run'],
  }
}

/** Declares an area. */
export function defineArea(area: Area): Area {
  return area
}

/** What the first call of a tool with a preview answers. */
const PreviewOutput = z.object({
  preview: z.record(z.string(), z.unknown()).describe('What the call would do.'),
  confirm_token: z.string().describe('Give it with the same input to go ahead. Works once.'),
  expires_at: z.iso.datetime(),
  message: z.string(),
})

export type PreviewAnswer = z.output<typeof PreviewOutput>

const idempotencyKey = z
  .string()
  .min(1)
  .max(200)
  .optional()
  .meta({
    description:
      'Any text of your choice. A repeated call with the same key and input does nothing and answers as the first did, for 24 hours.',
    examples: ['import-2026-11-01-row-17'],
  })

const confirmToken = z
  .string()
  .max(200)
  .optional()
  .describe('From the preview. Leave it out to get the preview; nothing happens then.')

function isPaging(output: OutputDeclaration): output is Paging {
  return 'paging' in output && typeof output.paging === 'string'
}

function outputOf(output: OutputDeclaration): z.ZodObject {
  if (isPaging(output)) return pageOutput(output)
  return output instanceof z.ZodObject ? output : z.object(output)
}
