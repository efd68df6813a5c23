/** An agent of the demo, as somebody there has made it. */
export interface DemoAgent {
  name: string
  /** Of the account's templates. */
  template: 'Support assistant' | 'Sales assistant' | 'Personal assistant' | 'Blank'
  description: string
  /** The template's when absent. */
  instructions?: string
  /** Connectors by slug that are turned on, whatever the template says. */
  on: string[]
  off?: string[]
  /** What its keys are called. */
  keys: string[]
  madeBy: 'admin' | 'builder' | 'secondBuilder'
  daysAgo: number
}

/** The connectors that a template turns on. */
export const templateConnectors: Record<string, string[]> = {
  'Support assistant': ['zendesk', 'intercom', 'notion'],
  'Sales assistant': ['hubspot', 'leads'],
  'Personal assistant': ['gmail', 'google-calendar', 'notion'],
}

export const demoAgents: DemoAgent[] = [
  {
    name: 'Sales assistant',
    template: 'Sales assistant',
    description: 'Keeps leads and deals moving, and drafts the follow-ups.',
    on: ['gmail', 'google-calendar'],
    keys: ['Claude (sales team)'],
    madeBy: 'builder',
    daysAgo: 41,
  },
  {
    name: 'Support triage',
    template: 'Support assistant',
    description:
      'Reads every new ticket, finds the order and the answer, and hands over what needs a person.',
    instructions: [
      'You sort incoming support tickets for the team.',
      'Find the customer and the order first. Search Notion for a known answer before you write one.',
      'Answer only when the answer is on record; otherwise add an internal note with what you found.',
      'Hand over to a person at once: refunds above 100 euros, security reports, and anyone who is upset.',
    ].join('\n'),
    on: ['order-desk', 'linear'],
    keys: ['Production', 'Staging'],
    madeBy: 'builder',
    daysAgo: 40,
  },
  {
    name: 'Onboarding buddy',
    template: 'Personal assistant',
    description: 'Walks new colleagues through their first two weeks.',
    instructions: [
      'You help new colleagues through their first two weeks.',
      'Answer from the handbook and name the page. Say so when you find nothing.',
      'Offer to put the introductions of the first week into the calendar; ask before you do.',
    ].join('\n'),
    on: ['company-handbook'],
    off: ['gmail'],
    keys: ['People team'],
    madeBy: 'admin',
    daysAgo: 35,
  },
  {
    name: 'Release notes',
    template: 'Blank',
    description: 'Turns merged pull requests into notes that customers can read.',
    instructions: [
      'You write the release notes of each week.',
      'Collect the pull requests merged since the last notes, and the issues that they close.',
      'Write for customers: what they can do now, in one sentence each. Leave out what only we notice.',
      'Put the draft into Notion and link every issue. Never publish it yourself.',
    ].join('\n'),
    on: ['github', 'linear', 'notion'],
    keys: ['Weekly workflow'],
    madeBy: 'secondBuilder',
    daysAgo: 32,
  },
  {
    name: 'Research',
    template: 'Blank',
    description: 'Answers questions about customers and the market, with sources.',
    instructions: [
      'You answer questions with what is on record in our own systems.',
      'Give the source of every number. Say how sure you are, and what would change your mind.',
      'Never write into any system.',
    ].join('\n'),
    on: ['notion', 'google-sheets', 'company-handbook', 'warehouse'],
    keys: ['Cursor (Jonas)'],
    madeBy: 'secondBuilder',
    daysAgo: 23,
  },
  {
    name: 'Finance close',
    template: 'Blank',
    description: 'Prepares the month-end close: refunds, invoices and what does not add up.',
    instructions: [
      'You prepare the month-end close for the finance team.',
      'Compare refunds at the order desk with the sheet "Close", line by line, and list what differs.',
      'Write only into the sheet "Close". Send nothing.',
    ].join('\n'),
    on: ['google-sheets', 'order-desk', 'gmail'],
    keys: ['Month-end job'],
    madeBy: 'builder',
    daysAgo: 18,
  },
]

/** Of the second, smaller account. */
export const secondAgents: DemoAgent[] = [
  {
    name: 'Release notes',
    template: 'Blank',
    description: 'Turns merged pull requests into notes.',
    instructions: 'You write the release notes of each week, in one sentence a change.',
    on: ['github', 'leads'],
    keys: ['Laptop'],
    madeBy: 'admin',
    daysAgo: 19,
  },
]
