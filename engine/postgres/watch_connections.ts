import pg from 'pg'
import sql from 'sql-template-tag'

// The same statement unanswered at two looks, and its backend done with it: whatever it had to say was lost 10 to 20 s ago.
const betweenLooks = 10_000

type Wired = pg.PoolClient & { processID: number; _activeQuery: unknown; connection: { stream: { destroy: (error: Error) => void } } }

/**
 * Ends connections that wait for an answer that will not come. A network that swallows what it is given tells neither end, and
 * a client waits for as long as a statement may take; so Postgres is asked, on a connection beside, whether it is still at it.
 */
export function watchConnections(pool: pg.Pool): void {
  const inUse = new Map<Wired, unknown>()
  let timer: NodeJS.Timeout | undefined
  pool.on('acquire', (client) => {
    inUse.set(client as Wired, null)
    timer ??= setInterval(() => void look().catch(() => {}), betweenLooks).unref()
  })
  pool.on('release', (_, client) => {
    inUse.delete(client as Wired)
    if (inUse.size > 0) return
    clearInterval(timer)
    timer = undefined
  })

  const look = async () => {
    const waiting = [...inUse].filter(([client, seen]) => client._activeQuery !== null && client._activeQuery === seen)
    for (const client of inUse.keys()) inUse.set(client, client._activeQuery)
    if (waiting.length === 0) return
    const atWork = await askAfter(
      pool,
      waiting.map(([client]) => client.processID),
    )
    for (const [client, query] of waiting) {
      if (atWork.includes(client.processID) || client._activeQuery !== query) continue
      const error = new Error('the connection was lost: Postgres is done with a statement whose answer did not come')
      client.connection.stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
    }
  }
}

/** Which of these backends are at work. One that is done for longer than an answer takes is ended, with what its transaction locks. */
async function askAfter(pool: pg.Pool, pids: number[]): Promise<number[]> {
  const client = new pg.Client({ ...pool.options, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ pid: number }>(
      sql`select pid from pg_stat_activity
       where pid = any(${pids}) and not (
           state like 'idle%' and state_change < clock_timestamp() - interval '5 seconds' and pg_terminate_backend(pid)
       )`,
    )
    return rows.map(({ pid }) => pid)
  } finally {
    await client.end().catch(() => {})
  }
}
