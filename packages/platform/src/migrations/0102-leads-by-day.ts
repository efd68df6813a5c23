import { migrationOf } from './run-statements.ts'

/** Leads counted by the day they were made on, so that the total of a period costs a row a day to read. */
export const leadsByDay = migrationOf([
  // Days of UTC; the hours that another time zone adds or takes away are counted one by one.
  `create table leads_counts_by_day (
    account_id text not null references accounts (id) on delete cascade,
    day timestamptz not null,
    leads integer not null,
    primary key (account_id, day)) with (fillfactor = 50)`,
  // With room beside them, rows that count are written over in their place; else each count leaves a dead row to
  // be read past.
  `alter table leads_counts set (fillfactor = 50)`,
  `insert into leads_counts_by_day (account_id, day, leads)
    select account_id, date_trunc('day', created_at, 'UTC'), count(*) from leads_clients group by 1, 2`,
  `create function leads_count_days() returns trigger language plpgsql as $$
  begin
    if tg_op = 'INSERT' then
      insert into leads_counts_by_day (account_id, day, leads)
      select account_id, date_trunc('day', created_at, 'UTC'), count(*) from come group by 1, 2
      on conflict (account_id, day) do update set leads = leads_counts_by_day.leads + excluded.leads;
    elsif tg_op = 'DELETE' then
      update leads_counts_by_day d set leads = d.leads - g.leads
      from (
        select account_id, date_trunc('day', created_at, 'UTC') as day, count(*) as leads from gone group by 1, 2) g
      where (d.account_id, d.day) = (g.account_id, g.day);
    else
      -- Only a merge changes the day of a lead, so there is mostly nothing to write.
      insert into leads_counts_by_day (account_id, day, leads)
      select account_id, date_trunc('day', created_at, 'UTC'), sum(leads)
      from (
        select account_id, created_at, 1 as leads from come
        union all select account_id, created_at, -1 from gone) changed
      group by 1, 2 having sum(leads) <> 0
      on conflict (account_id, day) do update set leads = leads_counts_by_day.leads + excluded.leads;
    end if;
    return null;
  end $$`,
  `create trigger leads_clients_count_days_insert after insert on leads_clients
    referencing new table as come for each statement execute function leads_count_days()`,
  `create trigger leads_clients_count_days_update after update on leads_clients
    referencing old table as gone new table as come for each statement execute function leads_count_days()`,
  `create trigger leads_clients_count_days_delete after delete on leads_clients
    referencing old table as gone for each statement execute function leads_count_days()`,
  // Lists lean on it: who was made in a period was not active before it.
  `alter table leads_clients add constraint leads_clients_active_since_created
    check (last_active_at >= created_at)`,
])
