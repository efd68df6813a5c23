import { habitsWith } from './habit.ts'
import { words } from './words.ts'

/** What keeps leads and deals moving. */
export const salesHabits = [
  ...habitsWith('leads', {
    list_clients: [12, (chance) => ({ funnel_status: chance.pick(['New', 'Contacted']), limit: 25 })],
    get_client: [9, (chance, { leads }) => ({ client_id: chance.pick(leads) })],
    client_create_note: [
      5,
      (chance, { leads }) => ({
        client_id: chance.pick(leads),
        content: `Spoke with ${words.customer(chance)}: wants a quote for ${words.company(chance)}.`,
      }),
    ],
    client_create_task: [
      4,
      (chance, { leads }) => ({
        client_id: chance.pick(leads),
        title: `Call ${words.customer(chance)} back`,
        priority: chance.pick(['low', 'medium', 'high']),
      }),
    ],
    client_list_notes: [4, (chance, { leads }) => ({ client_id: chance.pick(leads) })],
  }),
  ...habitsWith('hubspot', {
    hubspot_search_contacts: [9, (chance) => ({ query: words.email(chance), limit: 5 })],
    hubspot_get_contact: [6, (chance) => ({ contactId: words.digits(chance, 90_210, 800) })],
    hubspot_search_deals: [7, (chance) => ({ query: words.company(chance), limit: 10 })],
    hubspot_update_deal: [
      3,
      (chance) => ({
        dealId: words.digits(chance, 31_000, 400),
        properties: { dealstage: chance.pick(['qualifiedtobuy', 'presentationscheduled', 'closedwon']) },
      }),
    ],
    hubspot_create_note: [
      2,
      (chance) => ({
        properties: {
          hs_timestamp: '2026-11-02T09:00:00Z',
          hs_note_body: `Next step with ${words.company(chance)}: send the offer.`,
        },
        associations: [],
      }),
    ],
  }),
  ...habitsWith('gmail', {
    gmail_search_messages: [
      5,
      (chance) => ({ q: `from:${words.email(chance)} newer_than:14d`, maxResults: 10 }),
    ],
    gmail_create_draft: [
      4,
      (chance) => ({
        to: [words.email(chance)],
        subject: `Your question about ${words.company(chance)}`,
        body: 'Thank you for the call. As promised, here is what comes next.',
      }),
    ],
    gmail_send_message: [
      1,
      (chance) => ({
        to: [words.email(chance)],
        subject: 'Our offer',
        body: `Dear ${words.customer(chance)}, the offer is attached.`,
      }),
    ],
  }),
  ...habitsWith('google-calendar', {
    google_calendar_list_events: [3, () => ({ calendarId: 'primary', maxResults: 10 })],
    google_calendar_quick_add: [
      1,
      (chance) => ({ calendarId: 'primary', text: `Call with ${words.customer(chance)} on Thursday at 10` }),
    ],
  }),
]
