import { type InputRequest, inputRequired } from '@modelcontextprotocol/server'
import type { OfferedTool } from '../../test/upstreams/offered-server.ts'
import { plainTool, text } from './plain-tool.ts'
import { form, outcome, sampledText, sampling } from './questions.ts'

/**
 * The tools of the 2025-11-25 scenarios in which the server asks the client. They ask by returning what they
 * need: the SDK turns that into requests of its own towards a client of an older revision.
 */
export function askingTools(): OfferedTool[] {
  return [
    {
      definition: {
        name: 'test_sampling',
        description: "Asks the client's model.",
        inputSchema: oneString('prompt'),
      },
      call: async (args, ctx) => {
        const answer = ctx.mcpReq.inputResponses?.['answer']
        if (answer === undefined)
          return inputRequired({ inputRequests: { answer: sampling(String(args['prompt'])) } })
        return text(`LLM response: ${sampledText(answer) ?? 'none'}`)
      },
    },
    asking(
      'test_elicitation',
      'Asks the person for a name and an address.',
      (args) => form(String(args['message']), person),
      'message',
    ),
    asking('test_elicitation_sep1034_defaults', 'Asks with a default for every primitive type.', () =>
      form('Please review and update the form fields with defaults', defaults, []),
    ),
    asking('test_elicitation_sep1330_enums', 'Asks with every kind of enumeration.', () =>
      form('Please select options from the enum fields', enums, []),
    ),
  ]
}

type Properties = Parameters<typeof form>[1]

const person: Properties = {
  username: { type: 'string', description: "User's response" },
  email: { type: 'string', description: "User's email address" },
}

/** SEP-1034 */
const defaults: Properties = {
  name: { type: 'string', default: 'John Doe' },
  age: { type: 'integer', default: 30 },
  score: { type: 'number', default: 95.5 },
  status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
  verified: { type: 'boolean', default: true },
}

/** SEP-1330 */
const enums: Properties = {
  untitledSingle: { type: 'string', enum: ['option1', 'option2', 'option3'] },
  titledSingle: { type: 'string', oneOf: titled('value', ['First Option', 'Second Option', 'Third Option']) },
  legacyEnum: {
    type: 'string',
    enum: ['opt1', 'opt2', 'opt3'],
    enumNames: ['Option One', 'Option Two', 'Option Three'],
  },
  untitledMulti: { type: 'array', items: { type: 'string', enum: ['option1', 'option2', 'option3'] } },
  titledMulti: {
    type: 'array',
    items: { anyOf: titled('value', ['First Choice', 'Second Choice', 'Third Choice']) },
  },
}

function titled(prefix: string, titles: string[]): { const: string; title: string }[] {
  return titles.map((title, index) => ({ const: `${prefix}${index + 1}`, title }))
}

function asking(
  name: string,
  description: string,
  question: (args: Record<string, unknown>) => InputRequest,
  argument?: string,
): OfferedTool {
  const call: OfferedTool['call'] = async (args, ctx) => {
    const answer = ctx.mcpReq.inputResponses?.['answer']
    if (answer === undefined) return inputRequired({ inputRequests: { answer: question(args) } })
    return text(`Elicitation completed: ${outcome(answer)}`)
  }
  return plainTool(name, description, call, argument === undefined ? undefined : oneString(argument))
}

function oneString(name: string) {
  return { type: 'object' as const, properties: { [name]: { type: 'string' } }, required: [name] }
}
