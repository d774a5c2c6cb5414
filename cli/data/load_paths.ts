import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compileDefinitions } from '../../engine/project/compile.ts'
import type { FileOutcome } from '../../engine/load/record_batch.ts'
import type { Accepted } from '../../engine/load/load_file.ts'
import { loadFiles } from '../../engine/load/load_files.ts'
import { judgeIdentifier } from '../../identity/normalise/judge_identifier.ts'
import { isSource } from '../../engine/project/source_model.ts'
import { readFunctions } from '../../engine/project/functions.ts'
import { readDefinitions } from '../../engine/project/read_project.ts'
import { planSync } from '../../engine/store/plan_sync.ts'
import { syncRelations } from '../../engine/store/sync_relations.ts'
import type { Warehouse } from '../warehouse.ts'

/** Loads each file into the source that matches its name, and returns the outcome of each. */
export async function loadPaths(
  { config, database }: Warehouse,
  paths: string[],
  report: (line: string) => void = (line) => console.log(line),
  accepted?: Accepted,
): Promise<FileOutcome[]> {
  // Only sources are read: a broken model elsewhere in the project must not stop the night's files.
  const definitions = await readDefinitions(config.project, 'model', 'models/ods')
  const sources = definitions.filter(({ declared }) => 'kind' in declared && isSource(declared))
  const nodes = await compileDefinitions(sources, await readFunctions(), (file) => readFile(join(config.project, file), 'utf8'))
  await syncRelations(database, await planSync(database, nodes), null, report)
  const models = sources.map(({ declared }) => declared).filter((declared) => 'kind' in declared)
  return loadFiles(database, models, paths, report, accepted, judgeIdentifier)
}
