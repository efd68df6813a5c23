import type { z } from 'zod'
import type { ApiKey } from '@jackfield/catalog/run'
import type { Connector, KeyInput } from '@jackfield/sdk/contract'
import { requireApp } from '../apps/app-of.ts'
import { settingsOf } from '../apps/settings-of.ts'
import { authorise } from '../authorise.ts'
import type { Context } from '../context.ts'
import { readConnectorAnswer } from '../custom-connectors/connector-answer.ts'
import { requireConnector } from '../custom-connectors/require-connector.ts'
import { invalid } from '../errors.ts'
import { SignInFailure } from '../oauth-client/sign-in-failure.ts'
import { keyWay } from './app-connection.ts'
import { storeAppConnection } from './store-app-connection.ts'
import { tryCredential } from './try-credential.ts'

/**
 * Connects an app with a key that somebody pasted, or replaces the key of a connection.
 * @throws Refusal `invalid` naming the field when it is missing or the app refuses it; `conflict` for an app without keys
 */
export async function connectWithKey({
  ctx,
  input,
}: {
  ctx: Context
  input: z.output<typeof KeyInput> & { id: string }
}): Promise<z.input<typeof Connector>> {
  authorise(ctx, 'connectors.manage')
  const connector = await requireConnector(ctx, input.id)
  const app = await requireApp(ctx.db, connector)
  const way = keyWay(app)
  const key = checkedFields(way, input.key)
  const credential = { kind: 'api_key' as const, key }
  const settings = await settingsOf(ctx, app, connector.id, input.settings)
  const place = { ...settings, ...way.values?.(key) }
  try {
    const { label, probe } = await tryCredential(ctx.services, app, credential, place)
    const known = { credential, label, scopes: null, expiresAt: null, place, probe }
    await storeAppConnection(ctx, connector.id, app, known)
  } catch (error) {
    if (!(error instanceof SignInFailure)) throw error
    throw invalid(`key.${secretOf(way)}`, error.message, `Find it at ${way.where}.`)
  }
  return readConnectorAnswer(ctx, connector.id)
}

function checkedFields({ fields, label }: ApiKey, given: Record<string, string>): Record<string, string> {
  const unknown = Object.keys(given).find((name) => !fields.some((field) => field.name === name))
  if (unknown !== undefined) throw invalid(`key.${unknown}`, `is no part of ${label}.`)
  return Object.fromEntries(
    fields.map((field) => {
      const value = given[field.name]?.trim() ?? ''
      if (value === '') throw invalid(`key.${field.name}`, `is needed: ${field.label}.`)
      if (/[^\x20-\x7e]/.test(value))
        throw invalid(`key.${field.name}`, 'must be one line of plain characters.')
      return [field.name, value]
    }),
  )
}

function secretOf({ fields }: ApiKey): string {
  return fields.find((field) => field.secret)?.name ?? 'key'
}
