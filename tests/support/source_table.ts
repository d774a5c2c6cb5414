import type { Model } from '../../engine/project/contract.ts'
import { identifier, type Database } from '../../engine/postgres/database.ts'
import { openEnd, storeTable } from '../../engine/store/names.ts'
import { loadColumns } from '../../engine/project/node.ts'

/** Creates the empty table of a source, as schema sync does. */
export async function createSourceTable(database: Database, source: Model): Promise<void> {
  const columns = [...Object.entries(source.columns).map(([name, { type }]) => ({ name, type })), ...loadColumns]
  const key = source.kind.name === 'source' ? source.kind.key : []
  const table = identifier('store', storeTable(source.name))
  await database.query(
    `drop table if exists ${table} cascade;
     create table ${table} (
         from_version bigint not null, to_version bigint not null default ${openEnd},
         ${columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ')}
         ${key.length > 0 ? `, primary key (${key.map((name) => identifier(name)).join(', ')}, to_version)` : ''}
     );
     create index on ${table} using brin (from_version);
     create index on ${table} (to_version) where to_version < ${openEnd}`,
  )
}
