import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineModel, source, type Model, type SourceOptions } from '../../engine/project/contract.ts'
import { openDatabase, type Database } from '../../engine/postgres/database.ts'
import type { FileOutcome } from '../../engine/load/record_batch.ts'
import type { Accepted } from '../../engine/load/load_file.ts'
import { loadFiles } from '../../engine/load/load_files.ts'
import { openEnd, storeTable } from '../../engine/store/names.ts'
import { createTestDatabase } from './database.ts'
import { createSourceTable } from './source_table.ts'

export type LoadBench = {
  database: Database
  folder: string
  /** Writes a file (text as UTF-8) and loads it into the sources declared so far. */
  load(name: string, content: string | Buffer): Promise<FileOutcome>
  loadPaths(paths: string[], accepted?: Accepted): Promise<{ outcomes: FileOutcome[]; lines: string[] }>
  declare(name: string, columns: Model['columns'], options: SourceOptions): Promise<Model>
  /** Reads columns of the open rows of a source, ordered by the first one. */
  open(name: string, columns: string): Promise<Record<string, unknown>[]>
  rejected(batchId: number | null): Promise<{ source_line: number; raw_text: string; reasons: string[] }[]>
  close(): Promise<void>
}

/** Opens a database and a folder in which a test loads files. */
export async function openLoadBench(): Promise<LoadBench> {
  const { url, drop } = await createTestDatabase()
  const database = openDatabase(url, 'memberhouse:test', 4)
  const folder = await mkdtemp(join(tmpdir(), 'memberhouse-load-'))
  const models: Model[] = []
  const loadPaths = async (paths: string[], accepted?: Accepted) => {
    const lines: string[] = []
    return { outcomes: await loadFiles(database, models, paths, (line) => lines.push(line), accepted), lines }
  }
  return {
    database,
    folder,
    loadPaths,
    async load(name, content) {
      await writeFile(join(folder, name), content)
      return (await loadPaths([join(folder, name)])).outcomes[0]!
    },
    async declare(name, columns, options) {
      const model = defineModel({ name: `ods.${name}`, doc: 'Rows for a test.', kind: source(options), columns })
      models.push(model)
      await createSourceTable(database, model)
      return model
    },
    async open(name, columns) {
      const { rows } = await database.query(
        `select ${columns} from store.${storeTable(`ods.${name}`)} where to_version = ${openEnd} order by 1, source_line`,
      )
      return rows
    },
    async rejected(batchId) {
      const { rows } = await database.query(
        'select source_line, raw_text, reasons from ods.rejected_row where batch_id = $1 order by source_line',
        [batchId],
      )
      return rows
    },
    async close() {
      await database.end()
      await drop()
      await rm(folder, { recursive: true })
    },
  }
}
