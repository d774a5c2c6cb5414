import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { withoutMark } from '../base/without_mark.ts'
import type { CrossAudit, Model, ModelTest, Segment } from './contract.ts'
import { importDefaults } from './import_defaults.ts'

/** One contract file of the project, with the select beside it. */
export type Definition = {
  kind: 'model' | 'segment' | 'audit'
  /** `dws.member_rfm`, `segment.recent_big_spenders`, `audit.money_conserved`: from the path of the file. */
  name: string
  declared: Model | Segment | CrossAudit
  contract_file: string
  contract_text: string
  select_file: string
  /** Null when there is no such file. */
  select_text: string | null
  /** The inputs of a computed model: its selects `<table>.<input>.sql`. */
  inputs: { name: string; file: string; text: string }[]
}

export type ProjectFiles = { definitions: Definition[]; tests: { file: string; model: string; tests: readonly ModelTest[] }[] }

/** Imports every contract of a project, bypassing the module cache, and reads the select beside it. */
export async function readProject(folder: string): Promise<ProjectFiles> {
  const [models, segments, audits, { contracts: tests }] = await Promise.all([
    readDefinitions(folder, 'model', 'models'),
    readDefinitions(folder, 'segment', 'segments'),
    readDefinitions(folder, 'audit', 'audits'),
    filesIn(folder, 'tests/models'),
  ])
  const suites = (await importContracts(folder, tests)) as { model: string; tests: readonly ModelTest[] }[]
  return {
    definitions: [...models, ...segments, ...audits],
    tests: suites.map((suite, place) => ({ file: tests[place]!, ...suite })),
  }
}

/** Imports the contracts of one folder of a project and reads the selects beside them. */
export async function readDefinitions(folder: string, kind: Definition['kind'], part: string): Promise<Definition[]> {
  const { contracts, all, inputs } = await filesIn(folder, part)
  const declared = (await importContracts(folder, contracts)) as Definition['declared'][]
  // Synchronous: for a thousand small files it takes a third of the time of promises.
  const read = (file: string) => withoutMark(readFileSync(join(folder, file), 'utf8'))
  return contracts.map((contract_file, place) => {
    const stem = contract_file.replace(/\.ts$/, '').split('/')
    // The area folder between layer and table is not part of the name.
    const layer = kind === 'model' ? stem[1] : kind
    const select_file = contract_file.replace(/\.ts$/, '.sql')
    return {
      kind,
      name: `${layer}.${stem.at(-1)}`,
      declared: declared[place]!,
      contract_file,
      contract_text: read(contract_file),
      select_file,
      select_text: all.has(select_file) ? read(select_file) : null,
      inputs: (inputs.get(contract_file) ?? []).map((file) => ({ name: file.split('.').at(-2)!, file, text: read(file) })),
    }
  })
}

/** Lists a folder: its contracts, all its files, and for each contract the selects `<table>.<input>.sql` of its inputs. */
async function filesIn(folder: string, part: string) {
  const found = await readdir(join(folder, part), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const files = found.map((file) => `${part}/${file}`).sort()
  const inputs = new Map<string, string[]>()
  for (const file of files.filter((file) => /\.\w+\.sql$/.test(file))) {
    const contract = file.replace(/\.\w+\.sql$/, '.ts')
    inputs.set(contract, [...(inputs.get(contract) ?? []), file])
  }
  return { contracts: files.filter((file) => file.endsWith('.ts')), all: new Set(files), inputs }
}

async function importContracts(folder: string, files: string[]): Promise<unknown[]> {
  const contracts = await importDefaults(folder, files)
  const withoutDefault = files.find((_, place) => !contracts[place])
  if (withoutDefault) throw new Error(`${withoutDefault} has no default export: export default defineModel({ … })`)
  return contracts
}
