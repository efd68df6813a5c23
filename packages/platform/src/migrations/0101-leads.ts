import { migrationOf } from './run-statements.ts'

// Rows refer to each other by (account_id, id): the database itself keeps accounts apart.

const pipelines = [
  `create table leads_pipelines (
    account_id text not null references accounts (id) on delete cascade,
    id text not null,
    name text not null,
    name_key text not null,
    description text not null default '',
    is_default boolean not null default false,
    version integer not null default 1,
    created_at timestamptz not null,
    primary key (account_id, id),
    unique (account_id, name_key))`,
  `create unique index leads_pipelines_default on leads_pipelines (account_id) where is_default`,
  // The index lets no second default in; this lets the last one not out (A2-3).
  `create function leads_require_default_pipeline() returns trigger language plpgsql as $$
  begin
    if exists (select from leads_pipelines where account_id = old.account_id)
      and not exists (select from leads_pipelines where account_id = old.account_id and is_default) then
      raise exception 'an account has exactly one default pipeline' using errcode = 'check_violation';
    end if;
    return null;
  end $$`,
  `create constraint trigger leads_pipelines_keep_default after update or delete on leads_pipelines
    deferrable initially deferred for each row when (old.is_default)
    execute function leads_require_default_pipeline()`,
  `create table leads_stages (
    account_id text not null references accounts (id) on delete cascade,
    pipeline_id text not null,
    id text not null,
    name text not null,
    name_key text not null,
    color_index integer not null,
    position integer not null,
    kind text not null check (kind in ('open', 'won', 'lost')),
    primary key (account_id, id),
    unique (account_id, pipeline_id, id),
    unique (account_id, pipeline_id, name_key),
    foreign key (account_id, pipeline_id) references leads_pipelines (account_id, id) on delete cascade)`,
]

const labels = [
  `create table leads_labels (
    account_id text not null references accounts (id) on delete cascade,
    id text not null,
    name text not null,
    name_key text not null,
    color text not null,
    created_at timestamptz not null,
    primary key (account_id, id),
    unique (account_id, name_key))`,
]

const clients = [
  `create table leads_clients (
    account_id text not null references accounts (id) on delete cascade,
    id text not null,
    full_name text,
    email text,
    phone_number text,
    company_name text,
    type text not null,
    source_channel text,
    pipeline_id text not null,
    stage_id text not null,
    label_ids text[] not null default '{}',
    manager_id text,
    custom_lead_fields jsonb not null default '{}',
    client_context jsonb not null default '{}',
    opted_out boolean not null default false,
    search tsvector not null,
    has_email boolean not null generated always as (email is not null) stored,
    has_phone boolean not null generated always as (phone_number is not null) stored,
    created_at timestamptz not null,
    last_active_at timestamptz not null,
    version integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, pipeline_id, stage_id) references leads_stages (account_id, pipeline_id, id),
    check (coalesce(full_name, email, phone_number) is not null))`,
  // One for each ordering, and one for each filter in the usual ordering.
  `create index leads_clients_created on leads_clients (account_id, created_at, id)`,
  `create index leads_clients_active on leads_clients (account_id, last_active_at, id)`,
  `create index leads_clients_name on leads_clients (account_id, lower(full_name), id)`,
  `create index leads_clients_stage on leads_clients (account_id, stage_id, created_at, id)`,
  `create index leads_clients_pipeline on leads_clients (account_id, pipeline_id, created_at, id)`,
  `create index leads_clients_has_email on leads_clients (account_id, has_email, created_at, id)`,
  `create index leads_clients_has_phone on leads_clients (account_id, has_phone, created_at, id)`,
  `create index leads_clients_email on leads_clients (account_id, email) where email is not null`,
  `create index leads_clients_phone on leads_clients (account_id, phone_number) where phone_number is not null`,
  // Every search reads through the entries that are not sorted in yet: kB, and not the usual 4 MB.
  `create index leads_clients_labels on leads_clients using gin (label_ids) with (gin_pending_list_limit = 256)`,
  `create index leads_clients_search on leads_clients using gin (search) with (gin_pending_list_limit = 256)`,
]

const counts = [
  // How many leads there are of each kind that lists filter by, so that a total costs a few rows to read. The row
  // with label_id '' counts every lead, the others those that carry the label.
  `create table leads_counts (
    account_id text not null,
    label_id text not null,
    pipeline_id text not null,
    stage_id text not null,
    has_email boolean not null,
    has_phone boolean not null,
    leads integer not null,
    primary key (account_id, label_id, stage_id, has_email, has_phone),
    foreign key (account_id, pipeline_id, stage_id)
      references leads_stages (account_id, pipeline_id, id) on delete cascade)`,
  `create function leads_count_clients() returns trigger language plpgsql as $$
  begin
    if tg_op <> 'INSERT' then
      update leads_counts c set leads = c.leads - g.leads
      from (
        select account_id, label_id, stage_id, has_email, has_phone, count(*) as leads
        from gone cross join lateral unnest(array_append(label_ids, '')) as label_id
        group by 1, 2, 3, 4, 5) g
      where (c.account_id, c.label_id, c.stage_id, c.has_email, c.has_phone)
        = (g.account_id, g.label_id, g.stage_id, g.has_email, g.has_phone);
    end if;
    if tg_op <> 'DELETE' then
      insert into leads_counts (account_id, label_id, pipeline_id, stage_id, has_email, has_phone, leads)
      select account_id, label_id, pipeline_id, stage_id, has_email, has_phone, count(*)
      from come cross join lateral unnest(array_append(label_ids, '')) as label_id
      group by 1, 2, 3, 4, 5, 6
      on conflict (account_id, label_id, stage_id, has_email, has_phone)
        do update set leads = leads_counts.leads + excluded.leads;
    end if;
    return null;
  end $$`,
  `create trigger leads_clients_count_insert after insert on leads_clients
    referencing new table as come for each statement execute function leads_count_clients()`,
  `create trigger leads_clients_count_update after update on leads_clients
    referencing old table as gone new table as come for each statement execute function leads_count_clients()`,
  `create trigger leads_clients_count_delete after delete on leads_clients
    referencing old table as gone for each statement execute function leads_count_clients()`,
]

const ofOneClient = (columns: string) => `(
    account_id text not null,
    id text not null,
    client_id text not null,
    ${columns},
    created_at timestamptz not null,
    version integer not null default 1,
    primary key (account_id, id),
    foreign key (account_id, client_id) references leads_clients (account_id, id) on delete cascade)`

const belongings = [
  `create table leads_notes ${ofOneClient(`content text not null, author jsonb not null`)}`,
  `create index leads_notes_client on leads_notes (account_id, client_id, created_at, id)`,
  `create table leads_tasks ${ofOneClient(`title text not null,
    description text not null,
    status text not null check (status in ('open', 'done', 'cancelled')),
    priority text not null check (priority in ('low', 'medium', 'high')),
    due_date timestamptz,
    assignee text,
    author jsonb not null`)}`,
  `create index leads_tasks_client on leads_tasks (account_id, client_id)`,
  `create index leads_tasks_due on leads_tasks (account_id, due_date, id)`,
  `create index leads_tasks_status_due on leads_tasks (account_id, status, due_date, id)`,
  `create table leads_attachments ${ofOneClient(`name text not null,
    mime text not null,
    size bigint,
    url text not null,
    author jsonb not null`)}`,
  `create index leads_attachments_client on leads_attachments (account_id, client_id, created_at, id)`,
  // Names, not ids: history outlives the stages it tells of.
  `create table leads_stage_changes (
    id bigint generated always as identity primary key,
    account_id text not null,
    client_id text not null,
    from_pipeline text,
    from_status text,
    to_pipeline text not null,
    to_status text not null,
    at timestamptz not null,
    actor jsonb not null,
    foreign key (account_id, client_id) references leads_clients (account_id, id) on delete cascade)`,
  `create index leads_stage_changes_client on leads_stage_changes (account_id, client_id, id)`,
]

const files = [
  `create table leads_files (
    account_id text not null references accounts (id) on delete cascade,
    id text not null,
    name text not null,
    mime text not null,
    size integer not null,
    row_count integer not null,
    filters jsonb not null,
    content text,
    author jsonb not null,
    created_at timestamptz not null,
    content_until timestamptz not null,
    primary key (account_id, id))`,
]

/** Leads: pipelines and their stages, labels, clients, what belongs to a client, exported files. */
export const leads = migrationOf([...pipelines, ...labels, ...clients, ...counts, ...belongings, ...files])
