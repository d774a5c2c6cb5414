import type pg from 'pg'
import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'
import { MemberhouseError } from '../base/errors.ts'

/** How long a lease outlives its last renewal. */
export const leaseSeconds = 60

/** The one run that may build: its number and the fence that tells it from every run before. */
export type Lease = { run_id: number; fence: number }

/** Thrown where a run finds that it no longer holds the lease: whatever it was about to write is rolled back. */
export class LeaseLost extends MemberhouseError {
  constructor({ run_id }: Lease) {
    super(`Run ${run_id} no longer holds the lease: another run began, or it was cancelled`, {
      hint: 'See what happened with: memberhouse runs',
    })
    this.name = 'LeaseLost'
  }
}

/** Keeps the lease, also one that has run out while nobody took it. */
export async function renewLease(database: Database, lease: Lease): Promise<void> {
  const { rowCount } = await database.query(
    sql`update meta.lease set expires_at = clock_timestamp() + make_interval(secs => ${leaseSeconds})
     where run_id = ${lease.run_id} and fence = ${lease.fence}`,
  )
  if (rowCount === 0) throw new LeaseLost(lease)
}

/** Holds the lease row until the transaction ends; the last thing before a commit, since it blocks renewal. */
export async function holdLease(connection: Connection, lease: Lease): Promise<void> {
  const { rowCount } = await connection.query(
    sql`select from meta.lease where run_id = ${lease.run_id} and fence = ${lease.fence} and expires_at > clock_timestamp() for share`,
  )
  if (rowCount === 0) throw new LeaseLost(lease)
}

/** Gives the lease back, if it is still this run's. */
export const releaseLease = (connection: Connection, lease: Lease) =>
  connection.query(
    sql`update meta.lease set run_id = null, expires_at = '-infinity' where run_id = ${lease.run_id} and fence = ${lease.fence}`,
  )

/** Another run holds the lease. A scheduled run tries again, a command gives up. */
export class LeaseHeld extends MemberhouseError {
  constructor(holder: { run_id: number; started_at: Date; actor: string }) {
    super(`Run ${holder.run_id} is building (begun ${holder.started_at.toISOString()} by ${holder.actor})`, {
      hint: `Follow it with: memberhouse run show ${holder.run_id}, or end it with: memberhouse run cancel ${holder.run_id}`,
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

/** Locks the lease row for the transaction and tells who holds it. */
export async function lockLease(connection: pg.PoolClient): Promise<Omit<LeaseRow, 'run_id'> & { run_id: number | null }> {
  // Two statements: one that waits for the lock reads the run beside it as it was before it waited.
  await connection.query('select from meta.lease for update')
  const { rows } = await connection.query<LeaseRow>(
    `select lease.fence, lease.run_id, lease.expires_at > clock_timestamp() as is_held,
         run.workflow_id, run.as_of, run.started_at, run.request ->> 'actor' as actor
     from meta.lease left join meta.run on run.run_id = lease.run_id and run.state = 'building'`,
  )
  return rows[0]!
}
