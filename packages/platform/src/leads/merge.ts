import { sql } from 'kysely'
import { id, invalid, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { Client, readClient, requireClient } from './client-answer.ts'
import type { ClientRow } from './client-answer.ts'
import { countBelongings, moveBelongings } from './belongings.ts'
import { contextAfter, customFieldsAfter } from './lead-fields.ts'
import { searchVector } from './search.ts'

const filled = ['full_name', 'email', 'phone_number', 'company_name', 'source_channel', 'manager_id'] as const

export const clientMerge = tool('client_merge', {
  risk: 'destructive',
  about:
    'Make one lead of two that are the same person. The first keeps its id, stage and values, and takes from the second what it lacks: contact, labels, custom fields, AI context, notes, tasks, attachments. The second is deleted.',
  input: {
    client_id: id('client', 'The id of the lead that stays.'),
    duplicate_id: id('client', 'The id of the lead that goes into it and is deleted.'),
  },
  output: Client,
  preview: async ({ ctx, input }) => {
    const { kept, gone } = await bothOf(ctx, input)
    const taken = filled.filter((field) => kept[field] === null && gone[field] !== null)
    const lost = filled.filter((field) => kept[field] !== null && differs(kept[field], gone[field]))
    return {
      stays: named(kept),
      goes: named(gone),
      takes: Object.fromEntries(taken.map((field) => [field, gone[field]])),
      loses: Object.fromEntries(lost.map((field) => [field, gone[field]])),
      moves: await countBelongings(ctx, gone.id),
      opted_out: kept.opted_out || gone.opted_out,
    }
  },
  run: async ({ ctx, input }) => {
    const { kept, gone } = await bothOf(ctx, input)
    await moveBelongings(ctx, gone.id, kept.id)
    await moveHistory(ctx, gone.id, kept.id)
    await ctx.db
      .deleteFrom('leads_clients')
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', gone.id)
      .execute()
    await ctx.db
      .updateTable('leads_clients')
      .set({ ...merged(kept, gone), version: kept.version + 1 })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', kept.id)
      .execute()
    return readClient(ctx, kept.id)
  },
})

async function bothOf(ctx: AreaContext, input: { client_id: string; duplicate_id: string }) {
  const kept = await requireClient(ctx, input.client_id)
  const gone = await requireClient(ctx, input.duplicate_id, 'duplicate_id')
  if (kept.id === gone.id) throw invalid('duplicate_id', 'A lead cannot be merged with itself.')
  return { kept, gone }
}

/** The one that stays wins; who opted out in either stays opted out. */
function merged(kept: ClientRow, gone: ClientRow) {
  const contact = {
    full_name: kept.full_name ?? gone.full_name,
    email: kept.email ?? gone.email,
    phone_number: kept.phone_number ?? gone.phone_number,
    company_name: kept.company_name ?? gone.company_name,
  }
  return {
    ...contact,
    search: searchVector(contact),
    source_channel: kept.source_channel ?? gone.source_channel,
    manager_id: kept.manager_id ?? gone.manager_id,
    label_ids: [...new Set([...kept.label_ids, ...gone.label_ids])],
    custom_lead_fields: JSON.stringify(customFieldsAfter(gone.custom_lead_fields, kept.custom_lead_fields)),
    client_context: JSON.stringify(contextAfter(gone.client_context, kept.client_context)),
    opted_out: kept.opted_out || gone.opted_out,
    created_at: new Date(Math.min(Number(kept.created_at), Number(gone.created_at))),
    last_active_at: new Date(Math.max(Number(kept.last_active_at), Number(gone.last_active_at))),
  }
}

async function moveHistory({ db, accountId }: AreaContext, from: string, to: string): Promise<void> {
  await sql`update leads_stage_changes set client_id = ${to}
    where account_id = ${accountId} and client_id = ${from}`.execute(db)
}

function differs(kept: string | null, gone: string | null): boolean {
  return gone !== null && gone !== kept
}

function named({ id: clientId, full_name, email, phone_number, version }: ClientRow) {
  return { id: clientId, full_name, email, phone_number, version }
}
