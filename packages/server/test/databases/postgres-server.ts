import pg from 'pg'

/** Runs one statement on the server of `url`, outside of the databases under test. */
export async function runOnServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Removes the database of `url`, and ends whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await runOnServer(
    withDatabaseName(url, 'postgres'),
    `drop database if exists ${databaseName(url)} with (force)`,
  )
}

export function databaseName(url: string): string {
  return new URL(url).pathname.slice(1)
}

/** The same server and user, another database. */
export function withDatabaseName(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}
