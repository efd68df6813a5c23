import type { Tx } from '../context.ts'
import { newId } from '../ids.ts'

/** What an agent is made from when nobody names a template. */
export const BLANK = 'Blank'

const startingTemplates = [
  { name: BLANK, description: 'Nothing on: choose every connector yourself.', instructions: '' },
  {
    name: 'Sales assistant',
    platform_tools: true,
    description: 'Keeps leads and deals moving.',
    instructions: [
      'You help a sales team keep its pipeline moving.',
      'Look up what is on record before you answer, and say where a fact comes from.',
      'Suggest one next step for every lead or deal you talk about.',
      'Before you change a record or write to a customer, say what you are about to do.',
    ].join('\n'),
  },
  {
    name: 'Support assistant',
    description: 'Answers customers from what the team knows.',
    instructions: [
      'You help a support team answer customers quickly and correctly.',
      'Search the documentation and earlier tickets first; when you find nothing, say so and do not guess.',
      'Answer politely and in short sentences, in the language of the customer.',
      'Hand over to a person when someone is upset, asks for a refund or reports a security problem.',
    ].join('\n'),
  },
  {
    name: 'Personal assistant',
    description: 'Mail, calendar and notes of one person.',
    instructions: [
      'You help one person with mail, calendar, notes and tasks.',
      'Check the calendar before you propose a time, and name the time zone.',
      'Draft messages for review; send nothing that was not asked for.',
      'Keep answers short: what matters first, details when asked.',
    ].join('\n'),
  },
]

/** Gives a new account the templates it starts with. None has a connector on; sales has the platform's tools (PLT-11). */
export async function createStartingTemplates(tx: Tx, accountId: string): Promise<void> {
  const rows = startingTemplates.map((template) => ({ id: newId('tpl'), account_id: accountId, ...template }))
  await tx.insertInto('templates').values(rows).execute()
}
