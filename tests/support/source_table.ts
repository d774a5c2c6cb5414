import type { Model } from '../../engine/project/contract.ts'
import type { Database } from '../../engine/postgres/database.ts'
import { byChange } from '../../engine/store/by_change/by_change.ts'
import { storedIn } from '../../engine/store/names.ts'
import { loadColumns } from '../../engine/project/node.ts'

/** Creates the empty table of a source, as schema sync does. */
export async function createSourceTable(database: Database, source: Model): Promise<void> {
  const columns = [...Object.entries(source.columns).map(([name, { type }]) => ({ name, type })), ...loadColumns]
  const key = source.kind.name === 'source' ? source.kind.key : []
  await database.query(
    `drop table if exists ${storedIn(source.name)} cascade; ${byChange.create({ name: source.name, indexes: [], grain: [...key] }, columns)}`,
  )
}
