import { identifier } from '../postgres/database.ts'
import type { SourceModel } from '../project/source_model.ts'
import { storeTable } from './storage.ts'

/** The table that keeps a source's rows, as SQL. */
export const tableOf = (source: SourceModel): string => identifier('store', storeTable(source.name))
