import { habitsWith } from './habit.ts'
import { words } from './words.ts'

/** What a support team's agent does all day. */
export const supportHabits = [
  ...habitsWith('zendesk', {
    zendesk_list_tickets: [5, () => ({ page_size: 25 })],
    zendesk_get_ticket: [14, (chance) => ({ ticket_id: words.number(chance, 48_100, 900) })],
    zendesk_list_comments: [9, (chance) => ({ ticket_id: words.number(chance, 48_100, 900) })],
    zendesk_update_ticket: [
      7,
      (chance) => ({
        ticket_id: words.number(chance, 48_100, 900),
        ticket: {
          priority: chance.pick(['normal', 'high']),
          comment: { body: `Found: ${words.subject(chance)}. See the order.`, public: false },
        },
      }),
    ],
  }),
  ...habitsWith('intercom', {
    intercom_search_conversations: [6, () => ({ query: { field: 'state', operator: '=', value: 'open' } })],
    intercom_get_conversation: [
      8,
      (chance) => ({ conversation_id: words.digits(chance, 215_400, 600), display_as: 'plaintext' }),
    ],
    intercom_search_articles: [5, (chance) => ({ phrase: words.subject(chance), state: 'published' })],
    intercom_reply_conversation: [
      4,
      (chance) => ({
        conversation_id: words.digits(chance, 215_400, 600),
        message_type: 'note',
        type: 'admin',
        admin_id: '814860',
        body: `Looks like: ${words.subject(chance)}. Order ${words.order(chance)}.`,
      }),
    ],
  }),
  ...habitsWith('order-desk', {
    'order-desk__find_order': [10, (chance) => ({ order: words.order(chance) })],
    'order-desk__track_parcel': [6, (chance) => ({ order: words.order(chance) })],
    'order-desk__list_orders_of': [4, (chance) => ({ email: words.email(chance) })],
    'order-desk__refund_order': [
      1,
      (chance) => ({ order: words.order(chance), reason: words.subject(chance) }),
    ],
  }),
  ...habitsWith('notion', {
    notion_search: [7, (chance) => ({ query: words.subject(chance), page_size: 5 })],
    notion_get_page_markdown: [5, (chance) => ({ page_id: words.page(chance) })],
  }),
  ...habitsWith('linear', {
    linear_search_issues: [2, (chance) => ({ term: words.subject(chance), first: 10 })],
    linear_create_issue: [
      1,
      (chance) => ({
        input: {
          teamId: 'b1f0c7a2-5d1e-4f4b-9a63-0d4f6a1b2c3d',
          title: `Customers: ${words.subject(chance)}`,
        },
      }),
    ],
  }),
]
