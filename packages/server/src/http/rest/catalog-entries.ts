import {
  CatalogEntry,
  CatalogEntryInput,
  CatalogEntryList,
  CatalogEntryPatch,
  CatalogEntryPreview,
  CatalogEntrySaved,
  CatalogEntrySource,
  Id,
} from '@jackfield/sdk/contract'
import { z } from 'zod'
import { createEntry } from '../../catalog-entries/create-entry.ts'
import { deleteEntry } from '../../catalog-entries/delete-entry.ts'
import { getEntry } from '../../catalog-entries/get-entry.ts'
import { listEntries } from '../../catalog-entries/list-entries.ts'
import { previewEntry } from '../../catalog-entries/preview-entry.ts'
import { updateEntry } from '../../catalog-entries/update-entry.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Catalog entries'
const params = z.strictObject({ id: Id.describe('Entry id or key') })
/** A document of 5 MB as a JSON text, which has quotes and line ends twice as long. */
const mostBytes = 12 * 1024 * 1024

/** Apps of the account's own (B11). */
export function catalogEntryRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'post',
    path: '/catalog-entries/preview',
    tag,
    summary: 'See what an OpenAPI document offers',
    body: CatalogEntrySource,
    mostBytes,
    answer: CatalogEntryPreview,
    run: ({ ctx, body }) => previewEntry({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/catalog-entries',
    tag,
    summary: 'List catalog entries',
    answer: CatalogEntryList,
    run: ({ ctx }) => listEntries({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/catalog-entries',
    tag,
    summary: 'Add a catalog entry from an OpenAPI document',
    body: CatalogEntryInput,
    mostBytes,
    answer: CatalogEntrySaved,
    status: 201,
    run: ({ ctx, body }) => createEntry({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/catalog-entries/{id}',
    tag,
    summary: 'Read a catalog entry',
    params,
    answer: CatalogEntry,
    run: ({ ctx, params: input }) => getEntry({ ctx, input }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/catalog-entries/{id}',
    tag,
    summary: 'Edit a catalog entry',
    params,
    body: CatalogEntryPatch,
    mostBytes,
    answer: CatalogEntrySaved,
    run: ({ ctx, params: { id }, body }) => updateEntry({ ctx, input: { ...body, id } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/catalog-entries/{id}',
    tag,
    summary: 'Remove a catalog entry',
    params,
    run: ({ ctx, params: input }) => deleteEntry({ ctx, input }),
  })
}
