import type { CompleteRequestParams } from '@modelcontextprotocol/server'
import type { OfferedPrompt, OfferedResource, OfferedTemplate } from './offered-server.ts'

const notes: Record<string, string> = { first: 'The first note.', second: 'The second note.' }
const moods = ['calm', 'cheerful', 'grave']

/** The resources of the 2026-07-28 upstream: two notes, one picture. */
export function noteResources(): OfferedResource[] {
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
  return [
    ...Object.entries(notes).map(([name, text]) => noteResource(name, text)),
    {
      definition: { uri: 'note://picture', name: 'picture', mimeType: 'image/png' },
      read: () => ({ contents: [{ uri: 'note://picture', mimeType: 'image/png', blob: pixel }] }),
    },
  ]
}

/** One template, `note://by-day/{day}`. */
export function noteTemplates(): OfferedTemplate[] {
  return [
    {
      definition: {
        uriTemplate: 'note://by-day/{day}',
        name: 'by-day',
        description: 'The note of one day.',
        mimeType: 'text/plain',
      },
      read: (uri) => {
        const day = /^note:\/\/by-day\/([^/]+)$/.exec(uri)?.[1]
        return day === undefined
          ? undefined
          : { contents: [{ uri, mimeType: 'text/plain', text: `The note of ${day}.` }] }
      },
    },
  ]
}

/** Two prompts: one plain, one with a required and an optional argument. */
export function notePrompts(): OfferedPrompt[] {
  return [
    {
      definition: { name: 'summary', description: 'Sum up all notes.' },
      get: async () => userSays('Sum up my notes.'),
    },
    {
      definition: {
        name: 'rewrite',
        description: 'Rewrite a note in another mood.',
        arguments: [
          { name: 'note', required: true },
          { name: 'mood', description: 'One of a few moods.' },
        ],
      },
      get: async (args) =>
        userSays(`Rewrite the note ${args['note']} so that it sounds ${args['mood'] ?? 'calm'}.`),
    },
  ]
}

/** Completes the argument `mood` of the prompt `rewrite` and the `day` of the template. */
export function completeNote({ ref, argument }: CompleteRequestParams): string[] {
  if (ref.type === 'ref/resource')
    return ['monday', 'tuesday'].filter((day) => day.startsWith(argument.value))
  return argument.name === 'mood' ? moods.filter((mood) => mood.startsWith(argument.value)) : []
}

function noteResource(name: string, text: string): OfferedResource {
  const uri = `note://${name}`
  return {
    definition: { uri, name, mimeType: 'text/plain' },
    read: () => ({ contents: [{ uri, mimeType: 'text/plain', text }] }),
  }
}

function userSays(text: string) {
  return { messages: [{ role: 'user' as const, content: { type: 'text' as const, text } }] }
}
