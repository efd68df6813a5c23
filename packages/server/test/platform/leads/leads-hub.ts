import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import type { Kysely } from 'kysely'
import { afterAll, beforeAll, expect, vi } from 'vitest'
import { z } from 'zod'
import type { Tables } from '../../../src/storage/tables.ts'
import { apiFor } from '../../api.ts'
import type { Api } from '../../api.ts'
import { bodyOf, postMessage } from '../../gateway/start-gateway.ts'
import { startHub } from '../../start-hub.ts'
import type { TestHub } from '../../start-hub.ts'
import type { Schema } from './every-tool.ts'

/** What a tool answered: the fields that tests go on with, and all others to compare. */
export interface Data {
  id: string
  items: Data[]
  total: number
  has_more: boolean
  next_offset: number
  next_cursor: string
  confirm_token: string
  details: Data
  preview: Data
  version: number
  file_id: string
  content: string
  parts: number
  statuses: Data[]
  stage_history: Data[]
  [field: string]: unknown
}

/** An MCP `CallToolResult`, as it came over the wire. */
export interface WireResult {
  content: { type: string; text: string }[]
  structuredContent?: unknown
  isError?: boolean
}

/** What a tool call came to: the structured content, or the refusal that the text holds. */
export interface ToolAnswer {
  isError: boolean
  data: Data
}

/** A tool as `tools/list` shows it. */
export interface ListedTool {
  name: string
  description: string
  inputSchema: Schema
  outputSchema: Schema & Record<string, unknown>
  annotations: { readOnlyHint: boolean; destructiveHint: boolean }
}

/** One account of the hub, and the key that calls its tools at the address of the Sales Platform. */
export interface Caller {
  accountId: string
  /** Who it is on record. */
  actor: { type: string; id: string; name: string }
  secret: string
  /** The same key at the REST API. */
  rest: Api
  /** One JSON-RPC request. @returns the whole response */
  send(method: string, params?: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Calls a tool, and answers what came over the wire. @throws Error for a protocol error */
  wire(name: string, args?: Record<string, unknown>): Promise<WireResult>
  /** Calls a tool. Whatever it answers is checked against what the tool declares. */
  call(name: string, args?: Record<string, unknown>): Promise<ToolAnswer>
  /** Calls a tool that must succeed. */
  ok(name: string, args?: Record<string, unknown>): Promise<Data>
  /** Calls a tool that must refuse. */
  refused(name: string, args?: Record<string, unknown>): Promise<Data>
  /** Previews and then goes ahead. */
  confirmed(name: string, args: Record<string, unknown>): Promise<Data>
  /** The same key at another time: each call comes a millisecond after the one before. Not for calls at once. */
  at(moment: Date | string): Caller
  /** Another key of the same account. */
  colleague(name: string): Promise<Caller>
}

/** A hub for the tests of one file. */
export interface LeadsHub {
  hub(): TestHub
  /** For what no tool shows. */
  db(): Kysely<Tables>
  /** A new, empty account with a key. */
  newAccount(options?: { timeZone?: string }): Promise<Caller>
  /** What a key of any account sees. */
  tools(): Promise<ListedTool[]>
}

/** GEN-10. */
const Refusal = z.strictObject({
  code: z.string().regex(/^[a-z_]+$/),
  message: z.string().min(10),
  field: z.string().optional(),
  hint: z.string().optional(),
  valid_values: z.array(z.string()).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})

/** Starts a hub before the tests of the file that calls it, and closes it after them. */
export function leadsHub(): LeadsHub {
  let started: TestHub | undefined
  beforeAll(async () => {
    started = await startHub()
  })
  afterAll(() => started?.close())
  const hub = () => {
    if (!started) throw new Error('the hub starts with the first test')
    return started
  }
  const newAccount: LeadsHub['newAccount'] = async ({ timeZone } = {}) => {
    const { id } = bodyOf<{ id: string }>(await hub().owner.post('/accounts', { name: 'Sales' }), 201)
    bodyOf(await hub().owner.put('/session/account', { account_id: id }))
    if (timeZone) bodyOf(await hub().owner.patch('/account', { time_zone: timeZone }))
    return newKey(hub().url, id, hub().owner, 'Sales key')
  }
  return {
    hub,
    db: () => hub().services.database.db,
    newAccount,
    tools: async () => listTools(await newAccount()),
  }
}

/** Makes a key with the credential of somebody who may. */
async function newKey(url: string, accountId: string, maker: Api, name: string): Promise<Caller> {
  const { id, secret } = bodyOf<{ id: string; secret: string }>(await maker.post('/keys', { name }), 201)
  return callerOf({ url, accountId, secret, actor: { type: 'api_key', id, name } })
}

interface Credential {
  url: string
  accountId: string
  secret: string
  actor: Caller['actor']
  /** When it calls; now if absent. */
  clock?: () => Date
}

function callerOf(credential: Credential): Caller {
  const { url, accountId, secret, actor } = credential
  const rest = apiFor(url, secret)
  const send: Caller['send'] = (method, params) => sendAt(credential, { method, ...(params && { params }) })
  const wire: Caller['wire'] = async (name, args = {}) => {
    const { result, error } = await send('tools/call', { name, arguments: args })
    if (error) throw new Error(`${name}: ${JSON.stringify(error)}`)
    return result as WireResult
  }
  const call: Caller['call'] = async (name, args) => {
    const result = await wire(name, args)
    return { isError: result.isError ?? false, data: await checked(name, result, () => listTools(caller)) }
  }
  const ok: Caller['ok'] = async (name, args) => {
    const { isError, data } = await call(name, args)
    expect(isError, `${name} refused: ${JSON.stringify(data)}`).toBe(false)
    return data
  }
  const refused: Caller['refused'] = async (name, args) => {
    const { isError, data } = await call(name, args)
    expect(isError, `${name} did not refuse: ${JSON.stringify(data)}`).toBe(true)
    return data
  }
  const confirmed: Caller['confirmed'] = async (name, args) => {
    const { confirm_token } = await ok(name, args)
    return ok(name, { ...args, confirm_token })
  }
  const at: Caller['at'] = (moment) => callerOf({ ...credential, clock: clockFrom(moment) })
  const colleague: Caller['colleague'] = (name) => newKey(url, accountId, rest, name)
  const calling = { send, wire, call, ok, refused, confirmed }
  const caller: Caller = { accountId, actor, secret, rest, ...calling, at, colleague }
  return caller
}

function clockFrom(moment: Date | string): () => Date {
  let next = new Date(moment).getTime()
  return () => new Date(next++)
}

async function sendAt(
  { url, accountId, secret, clock }: Credential,
  message: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const address = `${url}/api/mcp/sales-management?account_id=${accountId}`
  // The hub runs in this process, so its clock is ours.
  if (clock) vi.setSystemTime(clock())
  try {
    const body = { jsonrpc: '2.0', id: 1, ...message }
    const response = await postMessage(address, body, { authorization: `Bearer ${secret}` })
    const text = await response.text()
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) as Record<string, unknown>
  } finally {
    if (clock) vi.useRealTimers()
  }
}

/** Checks a result: what a tool answers is what it declares, a refusal is text alone and has the one shape. */
async function checked(name: string, result: WireResult, list: () => Promise<ListedTool[]>): Promise<Data> {
  const said = JSON.parse(result.content.map(({ text }) => text).join('')) as Data & { error?: Data }
  if (result.isError) {
    expect(Object.keys(result).toSorted()).toEqual(['content', 'isError'])
    expect(Object.keys(said)).toEqual(['error'])
    expect(Refusal.parse(said.error)).toEqual(said.error)
    return said.error as Data
  }
  expect(result.structuredContent).toEqual(said)
  const check = await outputCheck(name, list)
  expect(check(said), `${name}: ${JSON.stringify(check.errors)}`).toBe(true)
  return said
}

type Check = ReturnType<Ajv2020['compile']>
const ajv = new Ajv2020({ strict: false, allErrors: true, meta: false, validateSchema: false })
addFormats.default(ajv)
const checks = new Map<string, Check>()

async function outputCheck(name: string, list: () => Promise<ListedTool[]>): Promise<Check> {
  const present = checks.get(name)
  if (present) return present
  const tool = (await list()).find((one) => one.name === name)
  if (!tool) throw new Error(`there is no tool ${name}`)
  const check = ajv.compile(tool.outputSchema)
  checks.set(name, check)
  return check
}

async function listTools(caller: Caller): Promise<ListedTool[]> {
  const { result } = await caller.send('tools/list')
  return (result as { tools: ListedTool[] }).tools
}
