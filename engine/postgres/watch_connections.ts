import pg from 'pg'
import sql from 'sql-template-tag'

// A statement that is unanswered at two checks although its backend has finished: the answer was lost 10 to 20 s ago.
const checkInterval = 10_000

type Wired = pg.PoolClient & { processID: number; _activeQuery: unknown; connection: { stream: { destroy: (error: Error) => void } } }

/**
 * Closes connections that wait for an answer that was lost. When a network drops packets silently, the client cannot tell a lost answer
 * from a long statement, so a second connection asks Postgres whether the backend still works.
 */
export function watchConnections(pool: pg.Pool): void {
  const inUse = new Map<Wired, unknown>()
  let timer: NodeJS.Timeout | undefined
  pool.on('acquire', (client) => {
    inUse.set(client as Wired, null)
    timer ??= setInterval(() => void check().catch(() => {}), checkInterval).unref()
  })
  pool.on('release', (_, client) => {
    inUse.delete(client as Wired)
    if (inUse.size > 0) return
    clearInterval(timer)
    timer = undefined
  })

  const check = async () => {
    const waiting = [...inUse].filter(([client, seen]) => client._activeQuery !== null && client._activeQuery === seen)
    for (const client of inUse.keys()) inUse.set(client, client._activeQuery)
    if (waiting.length === 0) return
    const active = await findActive(
      pool,
      waiting.map(([client]) => client.processID),
    )
    for (const [client, query] of waiting) {
      if (active.includes(client.processID) || client._activeQuery !== query) continue
      const error = new Error('the connection was lost: Postgres finished the statement, but its answer did not arrive')
      client.connection.stream.destroy(Object.assign(error, { code: 'ETIMEDOUT' }))
    }
  }
}

/** Returns which of these backends are active; terminates those idle for over 5 s, which releases their locks. */
async function findActive(pool: pg.Pool, pids: number[]): Promise<number[]> {
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
