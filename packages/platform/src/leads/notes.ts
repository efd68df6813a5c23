import { z } from 'zod'
import { id, notFound, paged, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { Actor, expectedVersion, Moment, text } from '../fields.ts'
import { refuseStale } from '../stale-version.ts'
import { belongingsOf, newBelonging, removeBelonging } from './belongings.ts'
import { requireClient } from './client-answer.ts'

const Note = z.object({
  id: z.string(),
  client_id: z.string(),
  content: z.string(),
  author: Actor,
  at: Moment,
  version: z.int(),
})

const content = text('The text of the note.', 20_000)

export const listNotes = tool('client_list_notes', {
  risk: 'customer_data_read',
  about: 'List the notes of a lead, newest first.',
  input: { client_id: id('client') },
  output: paged(Note),
  run: async ({ ctx, input }) => {
    await requireClient(ctx, input.client_id)
    const rows = await notes(ctx)
      .where('client_id', '=', input.client_id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .offset(input.offset)
      .execute()
    return { items: rows.map(answer), total: () => belongingsOf(ctx, 'note', input.client_id) }
  },
})

export const getNote = tool('client_get_note', {
  risk: 'customer_data_read',
  about: 'Read one note of a lead.',
  input: { note_id: id('note') },
  output: Note,
  run: ({ ctx, input }) => readNote(ctx, input.note_id),
})

export const createNote = tool('client_create_note', {
  risk: 'customer_data_write',
  about: 'Add a note to a lead. It carries your name and the time.',
  input: { client_id: id('client'), content },
  output: Note,
  run: async ({ ctx, input }) => {
    const row = await newBelonging(ctx, 'note', input.client_id)
    await ctx.db
      .insertInto('leads_notes')
      .values({ ...row, content: input.content })
      .execute()
    return readNote(ctx, row.id)
  },
})

export const updateNote = tool('client_update_note', {
  risk: 'customer_data_write',
  about: 'Change the text of a note. Author and time stay.',
  input: { note_id: id('note'), content, expected_version: expectedVersion },
  output: Note,
  run: async ({ ctx, input }) => {
    const present = await readNote(ctx, input.note_id)
    refuseStale(input.expected_version, present)
    await ctx.db
      .updateTable('leads_notes')
      .set({ content: input.content, version: present.version + 1 })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', present.id)
      .execute()
    return readNote(ctx, present.id)
  },
})

export const deleteNote = tool('client_delete_note', {
  risk: 'destructive',
  about: 'Delete a note of a lead for good.',
  input: { note_id: id('note') },
  output: { deleted_note_id: z.string() },
  preview: async ({ ctx, input }) => ({ note: await readNote(ctx, input.note_id) }),
  run: async ({ ctx, input }) => {
    await removeBelonging(ctx, 'note', input.note_id)
    return { deleted_note_id: input.note_id }
  },
})

function notes({ db, accountId }: AreaContext) {
  return db
    .selectFrom('leads_notes')
    .select(['id', 'client_id', 'content', 'author', 'created_at', 'version'])
    .where('account_id', '=', accountId)
}

async function readNote(ctx: AreaContext, noteId: string): Promise<z.output<typeof Note>> {
  const row = await notes(ctx).where('id', '=', noteId).executeTakeFirst()
  if (!row) throw notFound('note')
  return answer(row)
}

function answer<Row extends { created_at: Date }>({ created_at, ...row }: Row) {
  return { ...row, at: created_at.toISOString() }
}
