import sql from 'sql-template-tag'
import type { Connection, Database } from './database.ts'
import { MemberhouseError } from './errors.ts'

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
