import { Id, Template, TemplateInput, TemplateList, TemplatePatch } from '@jackfield/sdk/contract'
import { z } from 'zod'
import { createTemplate } from '../../templates/create-template.ts'
import { deleteTemplate } from '../../templates/delete-template.ts'
import { getTemplate } from '../../templates/get-template.ts'
import { listTemplates } from '../../templates/list-templates.ts'
import { updateTemplate } from '../../templates/update-template.ts'
import { endpoint } from './endpoint.ts'
import type { Rest } from './endpoint.ts'

const tag = 'Templates'
const byId = z.strictObject({ id: Id })

/** Templates: what agents are made from. */
export function templateRoutes(rest: Rest): void {
  endpoint(rest, {
    method: 'get',
    path: '/templates',
    tag,
    summary: 'List templates',
    answer: TemplateList,
    run: ({ ctx }) => listTemplates({ ctx }),
  })
  endpoint(rest, {
    method: 'post',
    path: '/templates',
    tag,
    summary: 'Create a template',
    body: TemplateInput,
    answer: Template,
    status: 201,
    run: ({ ctx, body }) => createTemplate({ ctx, input: body }),
  })
  endpoint(rest, {
    method: 'get',
    path: '/templates/{id}',
    tag,
    summary: 'Read a template',
    params: byId,
    answer: Template,
    run: ({ ctx, params }) => getTemplate({ ctx, input: params }),
  })
  endpoint(rest, {
    method: 'patch',
    path: '/templates/{id}',
    tag,
    summary: 'Change a template',
    description:
      'A new set of default connectors moves the agents that inherit; toggles that agents set stay.',
    params: byId,
    body: TemplatePatch,
    answer: Template,
    run: ({ ctx, params, body }) => updateTemplate({ ctx, input: { ...body, ...params } }),
  })
  endpoint(rest, {
    method: 'delete',
    path: '/templates/{id}',
    tag,
    summary: 'Delete a template',
    description: 'Refused while agents are made from it; the answer names them.',
    params: byId,
    run: ({ ctx, params }) => deleteTemplate({ ctx, input: params }),
  })
}
