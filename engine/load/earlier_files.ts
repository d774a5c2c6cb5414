import sql from 'sql-template-tag'
import type { Connection } from '../postgres/database.ts'
import type { SourceModel } from '../project/source_model.ts'
import { compareFiles, hasDate } from './file_order.ts'
import { FileRefusal } from './file_refusal.ts'

/** Whether a file was loaded before and holds nothing new. Throws FileRefusal for a whole file older than the one loaded last. */
export async function isKnown(
  connection: Connection,
  source: SourceModel,
  name: string,
  hash: string,
  acceptsOlder: boolean,
): Promise<boolean> {
  const newest = async (of: { name?: string; hash?: string } = {}) => {
    const { rows } = await connection.query<{ batch_id: number; file_name: string; content_hash: string }>(
      sql`select batch_id, file_name, content_hash from meta.batch
       where source = ${source.name} and state = 'loaded'
           and file_name = coalesce(${of.name}, file_name) and content_hash = coalesce(${of.hash}, content_hash)
       order by batch_id desc limit 1`,
    )
    return rows[0]
  }
  const { by } = source.kind.deletion
  if (by !== 'whole_file' && by !== 'replaces_file') return (await newest({ hash })) !== undefined
  const last = await newest(by === 'replaces_file' ? { name } : {})
  if (!last) return false
  if (last.file_name === name) {
    if (last.content_hash === hash) return true
    // A file of one day that was corrected does not return; a name without a date can hold equal rows again.
    if (acceptsOlder || !hasDate(name) || !(await newest({ name, hash }))) return false
    throw new FileRefusal(`it holds what ${name} held before batch ${last.batch_id} corrected it`, {
      hint: 'If the correction is right, nothing is missing. To go back to the rows of this file, load it with --accept-older.',
    })
  }
  if (acceptsOlder) return false
  if (await newest({ name, hash })) return true
  if (compareFiles(name, last.file_name) >= 0) return false
  throw new FileRefusal(`it is older than ${last.file_name}, which is loaded (batch ${last.batch_id})`, {
    hint: 'If the newer file is right, nothing is missing. To go back to the rows of this one, load it with --accept-older.',
  })
}
