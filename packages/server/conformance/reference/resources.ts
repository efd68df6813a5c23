import type { OfferedResource, OfferedTemplate } from '../../test/upstreams/offered-server.ts'
import { pixel } from './media.ts'

/** The resources of the suite's `resources-*` scenarios. */
export function referenceResources(): OfferedResource[] {
  return [
    textResource('static-text', 'This is the content of the static text resource.'),
    textResource('watched-resource', 'Watched resource content'),
    {
      definition: {
        uri: 'test://static-binary',
        name: 'static-binary',
        description: 'A picture.',
        mimeType: 'image/png',
      },
      read: () => ({ contents: [{ uri: 'test://static-binary', mimeType: 'image/png', blob: pixel }] }),
    },
  ]
}

/** `test://template/{id}/data` */
export function referenceTemplates(): OfferedTemplate[] {
  return [
    {
      definition: {
        uriTemplate: 'test://template/{id}/data',
        name: 'template',
        description: 'Data by id.',
        mimeType: 'application/json',
      },
      read: (uri) => {
        const id = /^test:\/\/template\/([^/]+)\/data$/.exec(uri)?.[1]
        if (id === undefined) return undefined
        const data = { id, templateTest: true, data: `Data for ID: ${id}` }
        return { contents: [{ uri, mimeType: 'application/json', text: JSON.stringify(data) }] }
      },
    },
  ]
}

function textResource(name: string, text: string): OfferedResource {
  const uri = `test://${name}`
  return {
    definition: { uri, name, description: 'A text.', mimeType: 'text/plain' },
    read: () => ({ contents: [{ uri, mimeType: 'text/plain', text }] }),
  }
}
