import { z } from 'zod'
import { id, notFound, paged, tool } from '../area.ts'
import type { AreaContext } from '../area.ts'
import { Actor, expectedVersion, Moment, text } from '../fields.ts'
import { refuseStale } from '../stale-version.ts'
import { belongingsOf, newBelonging, removeBelonging } from './belongings.ts'
import { requireClient } from './client-answer.ts'

const Attachment = z.object({
  id: z.string(),
  client_id: z.string(),
  name: z.string(),
  mime: z.string(),
  size: z.int().nullable().describe('Bytes, when known.'),
  url: z.string(),
  author: Actor,
  created_at: Moment,
  version: z.int(),
})

const name = text('The name of the file.', 200).meta({ examples: ['offer.pdf'] })
const mime = z
  .string()
  .max(100)
  .regex(/^[\w.+-]+\/[\w.+-]+$/, 'Give a media type, such as application/pdf.')
  .meta({ description: 'The media type.', examples: ['application/pdf'] })
const size = z.int().min(0).nullable().optional().describe('Bytes.')
const url = z
  .url({ protocol: /^https?$/, error: 'Give an http or https address.' })
  .max(2000)
  // A password in an address would be shown to everyone who reads the lead (GEN-9).
  .refine((address) => !/^https?:\/\/[^/?#]*@/i.test(address), 'The address must not hold a password.')
  .describe('Where the file is. It is kept as a link and not fetched.')

export const listAttachments = tool('client_list_attachments', {
  risk: 'customer_data_read',
  about: 'List the attachments of a lead, newest first.',
  input: { client_id: id('client') },
  output: paged(Attachment),
  run: async ({ ctx, input }) => {
    await requireClient(ctx, input.client_id)
    const rows = await attachments(ctx)
      .where('client_id', '=', input.client_id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(input.limit + 1)
      .offset(input.offset)
      .execute()
    return { items: rows.map(answer), total: () => belongingsOf(ctx, 'attachment', input.client_id) }
  },
})

export const getAttachment = tool('client_get_attachment', {
  risk: 'customer_data_read',
  about: 'Read one attachment of a lead: name, type, size and address.',
  input: { attachment_id: id('attachment') },
  output: Attachment,
  run: ({ ctx, input }) => readAttachment(ctx, input.attachment_id),
})

export const createAttachment = tool('client_create_attachment', {
  risk: 'customer_data_write',
  about: 'Attach a file to a lead by its address.',
  input: {
    client_id: id('client'),
    name,
    url,
    mime: mime.default('application/octet-stream'),
    size,
  },
  output: Attachment,
  run: async ({ ctx, input: { client_id, ...fields } }) => {
    const row = await newBelonging(ctx, 'attachment', client_id)
    await ctx.db
      .insertInto('leads_attachments')
      .values({ ...row, ...fields, size: fields.size ?? null })
      .execute()
    return readAttachment(ctx, row.id)
  },
})

export const updateAttachment = tool('client_update_attachment', {
  risk: 'customer_data_write',
  about: 'Change an attachment: name, address, type, size. Only the given fields change.',
  input: {
    attachment_id: id('attachment'),
    name: name.optional(),
    url: url.optional(),
    mime: mime.optional(),
    size,
    expected_version: expectedVersion,
  },
  output: Attachment,
  run: async ({ ctx, input: { attachment_id, expected_version, ...fields } }) => {
    const present = await readAttachment(ctx, attachment_id)
    refuseStale(expected_version, present)
    await ctx.db
      .updateTable('leads_attachments')
      .set({ ...fields, version: present.version + 1 })
      .where('account_id', '=', ctx.accountId)
      .where('id', '=', present.id)
      .execute()
    return readAttachment(ctx, present.id)
  },
})

export const deleteAttachment = tool('client_delete_attachment', {
  risk: 'destructive',
  about: 'Take an attachment off a lead. The file at its address stays where it is.',
  input: { attachment_id: id('attachment') },
  output: { deleted_attachment_id: z.string() },
  preview: async ({ ctx, input }) => ({ attachment: await readAttachment(ctx, input.attachment_id) }),
  run: async ({ ctx, input }) => {
    await removeBelonging(ctx, 'attachment', input.attachment_id)
    return { deleted_attachment_id: input.attachment_id }
  },
})

function attachments({ db, accountId }: AreaContext) {
  return db
    .selectFrom('leads_attachments')
    .select(['id', 'client_id', 'name', 'mime', 'size', 'url', 'author', 'created_at', 'version'])
    .where('account_id', '=', accountId)
}

async function readAttachment(ctx: AreaContext, attachmentId: string): Promise<z.output<typeof Attachment>> {
  const row = await attachments(ctx).where('id', '=', attachmentId).executeTakeFirst()
  if (!row) throw notFound('attachment')
  return answer(row)
}

function answer<Row extends { created_at: Date }>(row: Row) {
  return {
    ...row,
    created_at: row.created_at.toISOString(),
  }
}
