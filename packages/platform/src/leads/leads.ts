import { defineArea } from '../area.ts'
import {
  createAttachment,
  deleteAttachment,
  getAttachment,
  listAttachments,
  updateAttachment,
} from './attachments.ts'
import { clientBulkUpdate } from './bulk-update.ts'
import { listClients, scanClients } from './client-lists.ts'
import { clientContextMerge, clientCreate, clientDelete, clientUpdate, getClient } from './clients.ts'
import { exportClients } from './export.ts'
import { clientImport } from './import.ts'
import { labelCreate, labelDelete, listLabels } from './labels.ts'
import { clientMerge } from './merge.ts'
import { createNote, deleteNote, getNote, listNotes, updateNote } from './notes.ts'
import { getPipeline, listPipelines, pipelineCreate, pipelineDelete, pipelineUpdate } from './pipelines.ts'
import { funnelStatusCreate, funnelStatusDelete } from './stages.ts'
import { createTask, deleteTask, listTasks, updateTask } from './tasks.ts'

/** Leads: who might buy, how far they are, and what was said, planned and sent. */
export const leads = defineArea({
  slug: 'leads',
  domain: 'sales_clients',
  name: 'Leads',
  about: 'Leads (clients) with pipelines, stages, labels, notes, tasks and attachments.',
  aliases: ['leads', 'clients'],
  tools: [
    listClients,
    scanClients,
    getClient,
    clientCreate,
    clientUpdate,
    clientContextMerge,
    clientDelete,
    clientBulkUpdate,
    clientMerge,
    clientImport,
    exportClients,
    listNotes,
    getNote,
    createNote,
    updateNote,
    deleteNote,
    listTasks,
    createTask,
    updateTask,
    deleteTask,
    listAttachments,
    getAttachment,
    createAttachment,
    updateAttachment,
    deleteAttachment,
    listLabels,
    labelCreate,
    labelDelete,
    listPipelines,
    getPipeline,
    pipelineCreate,
    pipelineUpdate,
    pipelineDelete,
    funnelStatusCreate,
    funnelStatusDelete,
  ],
})
