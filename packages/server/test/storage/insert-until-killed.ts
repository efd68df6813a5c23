import { sql } from 'kysely'
import { openDatabase } from '../../src/storage/database.ts'

// Opens the data directory in its first argument, prints the ids that it finds in both tables, then inserts rows
// from the id in its second argument on, and prints each id once the database has acknowledged it.
const [dataDirectory, firstId] = process.argv.slice(2)
const { db } = await openDatabase({ dataDirectory: String(dataDirectory) })
await sql`create table if not exists payments (id bigint primary key, note text not null)`.execute(db)
await sql`create table if not exists receipts (id bigint primary key, note text not null)`.execute(db)

const { rows } = await sql<{ id: number }>`
  select id from payments p full join receipts r using (id) where p.note = repeat(md5(id::text), 20) and r.note = p.note
`.execute(db)
const { rows: all } = await sql<{ count: number }>`
  select count(*) from payments full join receipts using (id)`.execute(db)
console.log(JSON.stringify({ whole: rows.map(({ id }) => id), all: all[0]?.count }))

for (let id = Number(firstId); ; id++) {
  await db.transaction().execute(async (tx) => {
    await sql`insert into payments values (${id}, repeat(md5(${String(id)}), 20))`.execute(tx)
    await sql`insert into receipts values (${id}, repeat(md5(${String(id)}), 20))`.execute(tx)
  })
  console.log(id)
}
