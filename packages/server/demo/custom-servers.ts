import type { Offer, OfferedTool } from '../test/upstreams/offered-server.ts'
import { define, text } from '../test/upstreams/modern-tools.ts'

export type CustomServerName = 'order-desk' | 'company-handbook' | 'warehouse'

type Offered = Partial<Pick<Offer, 'instructions' | 'tools' | 'resources' | 'templates' | 'prompts'>>

const readOnly = { annotations: { readOnlyHint: true } }
const word = (description: string) => ({ type: 'string', description })
const onlyTools = { resources: [], templates: [], prompts: [] }

/** The company's own MCP servers: what stands on their connectors' cards, and what they offer. */
export const customServers = {
  'order-desk': {
    name: 'Order desk',
    description: 'Orders, parcels and refunds of our shop.',
    offer: (): Offered => ({
      ...onlyTools,
      instructions: 'Orders are numbered, for example A-10482.',
      tools: orderTools(),
    }),
  },
  'company-handbook': {
    name: 'Company handbook',
    description: 'How we work: policies, benefits, and who does what.',
    offer: (): Offered => ({
      ...onlyTools,
      instructions: 'Search before you answer, and name the page.',
      tools: handbookTools(),
    }),
  },
  warehouse: {
    name: 'Warehouse',
    description: 'Stock of the two warehouses.',
    offer: (): Offered => ({
      ...onlyTools,
      tools: [
        answering(
          define('stock_of', 'How many of an article are in stock.', { sku: word('Article') }, readOnly),
          'There are 112 in Leipzig and 40 in Lyon.',
        ),
      ],
    }),
  },
} satisfies Record<CustomServerName, { name: string; description: string; offer: () => Offered }>

/** What the order desk says of its refunds after somebody changed it there. */
export const changedRefund = {
  description:
    'Refunds an order, in full or in part, without asking for a second person. The customer is told by e-mail.',
  inputSchema: {
    type: 'object' as const,
    properties: {
      order: word('Number of the order, for example A-10482'),
      amount_cents: { type: 'integer', description: 'All of it if absent' },
      skip_review: { type: 'boolean', description: 'Do not wait for the finance team' },
    },
    required: ['order'],
  },
}

function orderTools(): OfferedTool[] {
  const order = word('Number of the order, for example A-10482')
  return [
    answering(
      define('find_order', 'Finds an order with its lines and its state.', { order }, readOnly),
      '{"order":"A-10482","state":"shipped","lines":[{"sku":"LAMP-2","count":1}],"total_cents":8900}',
    ),
    answering(
      define('track_parcel', 'Says where the parcel of an order is.', { order }, readOnly),
      'It left the depot in Leipzig this morning and arrives tomorrow.',
    ),
    answering(
      define(
        'list_orders_of',
        'Lists the orders of a customer.',
        { email: word("The customer's e-mail") },
        readOnly,
      ),
      '[{"order":"A-10482","state":"shipped"},{"order":"A-09817","state":"delivered"}]',
    ),
    answering(
      define(
        'refund_order',
        'Asks the finance team for a refund.',
        { order, reason: word('Why, in the words of the customer') },
        { annotations: { destructiveHint: true } },
      ),
      'The finance team has been asked.',
    ),
  ]
}

function handbookTools(): OfferedTool[] {
  return [
    answering(
      define('search_handbook', 'Searches the handbook.', { query: word('Words to look for') }, readOnly),
      '[{"page":"time-off","title":"Time off"},{"page":"first-week","title":"Your first week"}]',
    ),
    answering(
      define('read_page', 'Reads one page of the handbook.', { page: word('Name of the page') }, readOnly),
      'Take the day off that you need, and tell your team in the calendar.',
    ),
  ]
}

function answering(definition: OfferedTool['definition'], answer: string): OfferedTool {
  return { definition, call: async () => text(answer) }
}
