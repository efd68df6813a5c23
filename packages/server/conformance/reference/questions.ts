import {
  type ElicitRequestFormParams,
  type InputRequest,
  inputRequired,
  type JSONObject,
} from '@modelcontextprotocol/server'

type Fields = ElicitRequestFormParams['requestedSchema']['properties']

/** Asks the person for the fields of a form. */
export function form(message: string, properties: Fields, required = Object.keys(properties)): InputRequest {
  return inputRequired.elicit({ message, requestedSchema: { type: 'object', properties, required } })
}

/** Asks the client's model. */
export function sampling(prompt: string): InputRequest {
  return inputRequired.createMessage({
    messages: [{ role: 'user', content: { type: 'text', text: prompt } }],
    maxTokens: 100,
  })
}

/** The text of a model's answer, or undefined when the response is none. */
export function sampledText(response: unknown): string | undefined {
  const content = isObject(response) ? response['content'] : undefined
  return isObject(content) && typeof content['text'] === 'string' ? content['text'] : undefined
}

/** The URIs of a `roots/list` answer, or undefined when the response is none. */
export function rootUris(response: unknown): string[] | undefined {
  const roots = isObject(response) ? response['roots'] : undefined
  return Array.isArray(roots) ? roots.map((root) => textOf(root, 'uri')) : undefined
}

/** How a person answered a form, in words. */
export function outcome(response: unknown): string {
  const content = isObject(response) ? response['content'] : undefined
  return `action=${textOf(response, 'action')}, content=${JSON.stringify(content ?? {})}`
}

function textOf(value: unknown, field: string): string {
  const text = isObject(value) ? value[field] : undefined
  return typeof text === 'string' ? text : 'none'
}

function isObject(value: unknown): value is JSONObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
