import type { AreaContext } from '../area.ts'
import { ToolRefusal } from '../area.ts'
import type { Contact } from './contact.ts'

/** Which lead has an e-mail address or a phone number. */
export interface KnownContacts {
  byEmail: Map<string, string>
  byPhone: Map<string, string>
}

/** The leads that have one of these e-mail addresses or phone numbers; the oldest where several do. */
export async function findKnown(
  ctx: AreaContext,
  contacts: readonly Pick<Contact, 'email' | 'phone_number'>[],
): Promise<KnownContacts> {
  const emails = contacts.flatMap(({ email }) => email ?? [])
  const phones = contacts.flatMap(({ phone_number }) => phone_number ?? [])
  return { byEmail: await holders(ctx, 'email', emails), byPhone: await holders(ctx, 'phone_number', phones) }
}

/** The id of the lead that has this contact already. */
export function duplicateOf(
  known: KnownContacts,
  { email, phone_number }: Pick<Contact, 'email' | 'phone_number'>,
): { field: 'email' | 'phone_number'; id: string } | undefined {
  const byEmail = email === null ? undefined : known.byEmail.get(email)
  if (byEmail !== undefined) return { field: 'email', id: byEmail }
  const byPhone = phone_number === null ? undefined : known.byPhone.get(phone_number)
  return byPhone === undefined ? undefined : { field: 'phone_number', id: byPhone }
}

/** @throws ToolRefusal `duplicate` with the existing id (A2-7) */
export async function refuseDuplicate(ctx: AreaContext, contact: Contact): Promise<void> {
  const found = duplicateOf(await findKnown(ctx, [contact]), contact)
  if (!found) return
  throw new ToolRefusal('duplicate', `The lead ${found.id} has this ${said[found.field]} already.`, {
    field: found.field,
    hint: 'Update that lead, or call again with allow_duplicate.',
    details: { existing_id: found.id },
  })
}

const said = { email: 'e-mail address', phone_number: 'phone number' }

async function holders(
  { db, accountId }: AreaContext,
  column: 'email' | 'phone_number',
  values: string[],
): Promise<Map<string, string>> {
  if (values.length === 0) return new Map()
  const rows = await db
    .selectFrom('leads_clients')
    .select(['id', `${column} as value`])
    .where('account_id', '=', accountId)
    .where(column, 'in', values)
    .orderBy('id', 'desc')
    .execute()
  return new Map(rows.map((row) => [row.value ?? '', row.id]))
}
