import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { CountryCode } from 'libphonenumber-js'
import { z } from 'zod'
import { invalid, ToolRefusal } from '../area.ts'
import { text } from '../fields.ts'

/** How a lead is known and reached. */
export interface Contact {
  full_name: string | null
  email: string | null
  phone_number: string | null
  company_name: string | null
}

const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email('Give an e-mail address, such as anna@example.com.'))
  .meta({ description: 'The e-mail address.', examples: ['anna@example.com'] })

/** Inputs of a lead's contact; null clears. */
export const contactInput = {
  full_name: text('The full name.', 200).nullable().optional(),
  email: emailField.nullable().optional(),
  phone_number: text('The phone number with its country code; it is kept in E.164.', 40)
    .meta({ examples: ['+380 44 123 45 67'] })
    .nullable()
    .optional(),
  company_name: text('The company.', 200).nullable().optional(),
}

export const phoneCountry = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Give two capital letters, such as UA.')
  .optional()
  .meta({
    description: 'The country of phone numbers without a country code, as two letters.',
    examples: ['UA'],
  })

export type ContactInput = { [Field in keyof Contact]?: string | null | undefined } & {
  phone_country?: string | undefined
}

const nobody: Contact = { full_name: null, email: null, phone_number: null, company_name: null }

/**
 * The contact after a change: given fields replace, null clears, phone numbers become E.164 (A2-8).
 * @throws ToolRefusal `invalid` when it is no phone number, or when neither name, e-mail nor phone is left
 */
export function contactAfter(input: ContactInput, present: Contact = nobody): Contact {
  const { full_name, email, phone_number, company_name } = input
  const contact = {
    full_name: full_name === undefined ? present.full_name : full_name,
    email: email === undefined ? present.email : email,
    phone_number: phone_number ? e164(phone_number, input.phone_country) : phoneAfter(phone_number, present),
    company_name: company_name === undefined ? present.company_name : company_name,
  }
  if (contact.full_name ?? contact.email ?? contact.phone_number) return contact
  throw new ToolRefusal('invalid', 'A lead needs at least a name, an e-mail address or a phone number.', {
    field: 'full_name',
    hint: 'Give full_name, email or phone_number.',
  })
}

function phoneAfter(given: null | string | undefined, present: Contact): string | null {
  return given === undefined ? present.phone_number : null
}

/** @throws ToolRefusal `invalid` */
function e164(typed: string, country: string | undefined): string {
  // Spreadsheets get an apostrophe before the plus, and many dial 00 for it.
  const dialled = typed.replace(/^'/, '').replace(/^\s*00/, '+')
  const number = parsePhoneNumberFromString(dialled, country as CountryCode | undefined)
  if (number?.isValid()) return number.number
  throw invalid('phone_number', `phone_number: "${typed}" is no phone number.`, {
    hint: country
      ? `It was read as a number of ${country}.`
      : 'Give it with its country code, such as +380441234567.',
  })
}
