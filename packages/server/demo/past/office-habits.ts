import { habitsWith } from './habit.ts'
import { words } from './words.ts'

const sheet = '1xK4mQ7bN2vC8dF5gH9jL3pR6tW0yZ1aS4eU7iO2qA8c'
const repository = { owner: 'acme', repo: 'shop' }

/** Notes from what was merged. */
export const releaseHabits = [
  ...habitsWith('github', {
    github_list_pull_requests: [8, () => ({ ...repository, state: 'closed', sort: 'updated', per_page: 50 })],
    github_get_pull_request: [
      14,
      (chance) => ({ ...repository, pull_number: words.number(chance, 1180, 140) }),
    ],
    github_list_commits: [5, () => ({ ...repository, per_page: 30 })],
    github_get_issue: [6, (chance) => ({ ...repository, issue_number: words.number(chance, 900, 300) })],
    github_add_issue_comment: [
      1,
      (chance) => ({
        ...repository,
        issue_number: words.number(chance, 900, 300),
        body: 'This is in the notes of this week.',
      }),
    ],
  }),
  ...habitsWith('linear', { linear_get_issue: [6, (chance) => ({ id: words.issue(chance) })] }),
  ...habitsWith('notion', {
    notion_append_blocks: [
      2,
      (chance) => ({
        block_id: words.page(chance),
        children: [{ paragraph: { rich_text: [{ text: { content: 'You can now export your data.' } }] } }],
      }),
    ],
  }),
]

/** Answers with sources. */
export const researchHabits = [
  ...habitsWith('notion', {
    notion_search: [8, (chance) => ({ query: words.company(chance), page_size: 10 })],
    notion_get_page_markdown: [6, (chance) => ({ page_id: words.page(chance) })],
  }),
  ...habitsWith('google-sheets', {
    google_sheets_read_range: [
      7,
      (chance) => ({
        spreadsheetId: sheet,
        range: `${chance.pick(['Churn', 'Revenue', 'Segments'])}!A1:H${chance.pick(['60', '200'])}`,
      }),
    ],
  }),
  ...habitsWith('company-handbook', {
    'company-handbook__search_handbook': [
      3,
      (chance) => ({ query: chance.pick(['prices', 'segments', 'refunds']) }),
    ],
  }),
  ...habitsWith('warehouse', {
    warehouse__stock_of: [3, (chance) => ({ sku: chance.pick(['LAMP-2', 'LAMP-3', 'DESK-1']) })],
  }),
]

/** The month's end, mostly. */
export const financeHabits = [
  ...habitsWith('google-sheets', {
    google_sheets_read_range: [
      9,
      (chance) => ({ spreadsheetId: sheet, range: `Close!A${1 + chance.below(40)}:F240` }),
    ],
    google_sheets_append_rows: [
      4,
      (chance) => ({
        spreadsheetId: sheet,
        range: 'Close!A1',
        valueInputOption: 'USER_ENTERED',
        values: [[words.order(chance), chance.below(20_000) / 100, 'refund without a reason']],
      }),
    ],
    google_sheets_clear_range: [1, () => ({ spreadsheetId: sheet, range: 'Close!H2:H240' })],
  }),
  ...habitsWith('order-desk', {
    'order-desk__find_order': [10, (chance) => ({ order: words.order(chance) })],
  }),
  ...habitsWith('gmail', {
    gmail_search_messages: [
      3,
      (chance) => ({ q: `subject:invoice ${words.company(chance)}`, maxResults: 20 }),
    ],
  }),
]

/** The first two weeks of somebody new. */
export const onboardingHabits = [
  ...habitsWith('company-handbook', {
    'company-handbook__search_handbook': [
      8,
      (chance) => ({
        query: chance.pick(['time off', 'laptop', 'first week', 'expenses', 'parental leave']),
      }),
    ],
    'company-handbook__read_page': [
      9,
      (chance) => ({ page: chance.pick(['time-off', 'first-week', 'expenses']) }),
    ],
  }),
  ...habitsWith('google-calendar', {
    google_calendar_list_events: [4, () => ({ calendarId: 'primary', maxResults: 20 })],
    google_calendar_quick_add: [
      2,
      (chance) => ({ calendarId: 'primary', text: `Coffee with ${words.customer(chance)} tomorrow at 9` }),
    ],
  }),
  ...habitsWith('notion', { notion_search: [3, () => ({ query: 'first week', page_size: 5 })] }),
]
