import type { ColumnType, Generated } from 'kysely'
import type { AreaActor, Json } from '../column-types.ts'

export type StageKind = 'open' | 'won' | 'lost'
export type TaskStatus = 'open' | 'done' | 'cancelled'
export type TaskPriority = 'low' | 'medium' | 'high'

interface PipelinesTable {
  account_id: string
  id: string
  name: string
  /** The name as names are compared; see `keyOf`. */
  name_key: string
  description: string
  is_default: boolean
  version: Generated<number>
  created_at: Date
}

interface StagesTable {
  account_id: string
  pipeline_id: string
  id: string
  name: string
  name_key: string
  color_index: number
  position: number
  kind: StageKind
}

interface LabelsTable {
  account_id: string
  id: string
  name: string
  name_key: string
  color: string
  created_at: Date
}

export interface ClientsTable {
  account_id: string
  id: string
  full_name: string | null
  /** Lower case. */
  email: string | null
  /** E.164. */
  phone_number: string | null
  company_name: string | null
  type: string
  source_channel: string | null
  pipeline_id: string
  stage_id: string
  label_ids: string[]
  manager_id: string | null
  custom_lead_fields: Json
  client_context: Json
  opted_out: boolean
  /** A tsvector; see `searchVector`. */
  search: string
  has_email: ColumnType<boolean, never, never>
  has_phone: ColumnType<boolean, never, never>
  created_at: Date
  last_active_at: Date
  version: Generated<number>
}

/** Kept by triggers on `leads_clients`. */
interface CountsTable {
  account_id: string
  /** Empty in the rows that count every lead. */
  label_id: string
  pipeline_id: string
  stage_id: string
  has_email: boolean
  has_phone: boolean
  leads: number
}

/** Kept by triggers on `leads_clients`. */
interface CountsByDayTable {
  account_id: string
  /** The beginning of a day of UTC. */
  day: Date
  leads: number
}

interface OfOneClient {
  account_id: string
  id: string
  client_id: string
  author: Json<AreaActor>
  created_at: Date
  version: Generated<number>
}

interface NotesTable extends OfOneClient {
  content: string
}

interface TasksTable extends OfOneClient {
  title: string
  description: string
  status: TaskStatus
  priority: TaskPriority
  due_date: Date | null
  assignee: string | null
}

interface AttachmentsTable extends OfOneClient {
  name: string
  mime: string
  /** Bytes. */
  size: number | null
  url: string
}

interface StageChangesTable {
  id: Generated<number>
  account_id: string
  client_id: string
  from_pipeline: string | null
  from_status: string | null
  to_pipeline: string
  to_status: string
  at: Date
  actor: Json<AreaActor>
}

interface FilesTable {
  account_id: string
  id: string
  name: string
  mime: string
  size: number
  row_count: number
  filters: Json
  /** Null once `content_until` has passed; the row stays as the log of the export. */
  content: string | null
  author: Json<AreaActor>
  created_at: Date
  content_until: Date
}

export interface LeadsTables {
  leads_pipelines: PipelinesTable
  leads_stages: StagesTable
  leads_labels: LabelsTable
  leads_clients: ClientsTable
  leads_counts: CountsTable
  leads_counts_by_day: CountsByDayTable
  leads_notes: NotesTable
  leads_tasks: TasksTable
  leads_attachments: AttachmentsTable
  leads_stage_changes: StageChangesTable
  leads_files: FilesTable
}
