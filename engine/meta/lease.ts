import type pg from 'pg'
import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

/** How many seconds after its last renewal a lease expires. */
export const leaseSeconds = 60

/** Identifies the one run that may build: its id, and a fence number that grows each time the lease is taken. */
export type Lease = { run_id: number; fence: number }

/** Thrown when a run no longer holds the lease; the write that noticed it is rolled back. */
export class LeaseLost extends MemberhouseError {
  constructor({ run_id }: Lease) {
    super(`Run ${run_id} no longer holds the lease: another run took it, or the run was cancelled`, {
      hint: 'See what happened with: memberhouse runs',
    })
    this.name = 'LeaseLost'
  }
}

/** Renews the lease; an expired one too, unless another run has taken it. */
export async function renewLease(database: Database, lease: Lease): Promise<void> {
  const { rowCount } = await database.query(
    sql`update meta.lease set expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where run_id = ${lease.run_id} and fence = ${lease.fence}`,
  )
  if (rowCount === 0) throw new LeaseLost(lease)
}

/** Checks the lease and locks its row until the transaction ends. It blocks renewal, so call it just before the commit. */
export async function holdLease(connection: Connection, lease: Lease): Promise<void> {
  const { rowCount } = await connection.query(
    sql`select from meta.lease where run_id = ${lease.run_id} and fence = ${lease.fence} and expires_at > clock_timestamp() for share`,
  )
  if (rowCount === 0) throw new LeaseLost(lease)
}

/** Releases the lease if this run still holds it. */
export const releaseLease = (connection: Connection, lease: Lease) =>
  connection.query(
    sql`update meta.lease set run_id = null, expires_at = '-infinity' where run_id = ${lease.run_id} and fence = ${lease.fence}`,
  )

/** Thrown when another run holds the lease: a scheduled run retries, a command gives up. */
export class LeaseHeld extends MemberhouseError {
  constructor(holder: { run_id: number; started_at: Date; actor: string }) {
    super(`Run ${holder.run_id} is building (started ${holder.started_at.toISOString()} by ${holder.actor})`, {
      hint: `Follow it with: memberhouse run show ${holder.run_id}, or cancel it with: memberhouse run cancel ${holder.run_id}`,
    })
    this.name = 'LeaseHeld'
  }
}

type LeaseRow = Lease & {
  run_id: number | null
  is_held: boolean
  workflow_id: string | null
  as_of: string | null
  started_at: Date | null
  actor: string | null
}

/** Locks the lease row until the transaction ends and returns its holder. */
export async function lockLease(connection: pg.PoolClient): Promise<Omit<LeaseRow, 'run_id'> & { run_id: number | null }> {
  // Two statements: a single one would read the run as it was before it waited for the lock.
  await connection.query('select from meta.lease for update')
  const { rows } = await connection.query<LeaseRow>(
    `select lease.fence, lease.run_id, lease.expires_at > clock_timestamp() as is_held,
         run.workflow_id, run.as_of, run.started_at, run.request ->> 'actor' as actor
     from meta.lease left join meta.run on run.run_id = lease.run_id and run.state = 'building'`,
  )
  return rows[0]!
}
