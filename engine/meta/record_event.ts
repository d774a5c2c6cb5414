import sql from 'sql-template-tag'
import type { Connection, Database } from '../postgres/database.ts'

/** Records what happened to a run, and who did it. */
export const recordEvent = (database: Connection | Database, runId: number, event: string, actor: string, detail: string | null = null) =>
  database.query(sql`insert into meta.run_event (run_id, event, actor, detail) values (${runId}, ${event}, ${actor}, ${detail})`)
