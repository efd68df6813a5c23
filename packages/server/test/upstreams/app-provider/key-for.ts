import type { App } from '@jackfield/catalog/run'
import { company, personOf } from './person.ts'

/** An API key of the app that its provider accepts, with what else the person is asked for; empty where it has none. */
export function keyFor(app: App): Record<string, string> {
  const key = app.auth.find((auth) => auth.kind === 'api_key')
  const fields = key?.fields ?? []
  return Object.fromEntries(
    fields.map(({ name, secret }) => [name, secret ? secretFor(app.slug, name) : plainFor(name)]),
  )
}

/** Mailchimp's keys end with where the account lives. */
function secretFor(slug: string, name: string): string {
  return `${slug}-${name}-0123456789abcdef${slug === 'mailchimp' ? '-us21' : ''}`
}

function plainFor(name: string): string {
  return /mail|user/i.test(name) ? personOf('ada').email : company.slug
}
