import { literal } from '../postgres/database.ts'

/**
 * Makes the rest of a transaction read what a run builds on: the versions of its release, as of its day. `set local` and not
 * set_config(): only the former reaches the other servers of a distributed database.
 */
export const runSettings = ({ run_id, as_of }: { run_id: number; as_of: string }): string =>
  `set local memberhouse.as_of = ${literal(as_of)}; set local memberhouse.release = '${run_id}'`
