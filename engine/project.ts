import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { CrossAudit, Model, ModelTest, Segment } from './contract.ts'

/** What one contract file of the project says, with the select beside it. */
export type Definition = {
  kind: 'model' | 'segment' | 'audit'
  /** `dws.member_rfm`, `segment.recent_big_spenders`, `audit.money_is_conserved`, from the file's place. */
  name: string
  declared: Model | Segment | CrossAudit
  contract_file: string
  contract_text: string
  select_file: string
  /** Null where there is no such file. */
  select_text: string | null
  /** Of a computed model: the selects `<table>.<input>.sql`. */
  inputs: { name: string; file: string; text: string }[]
}

export type ProjectFiles = { definitions: Definition[]; tests: { file: string; model: string; tests: readonly ModelTest[] }[] }

/** Imports every contract of a project and reads the select beside it. Modules stay cached: a fresh look needs a fresh process. */
export async function readProject(folder: string): Promise<ProjectFiles> {
  const [models, segments, audits, tests] = await Promise.all([
    readDefinitions(folder, 'model', 'models'),
    readDefinitions(folder, 'segment', 'segments'),
    readDefinitions(folder, 'audit', 'audits'),
    contractsIn(folder, 'tests/models'),
  ])
  return {
    definitions: [...models, ...segments, ...audits],
    tests: await Promise.all(
      tests.map(async (file) => ({ file, ...(await importDefault<{ model: string; tests: readonly ModelTest[] }>(folder, file)) })),
    ),
  }
}

/** Imports the contracts of one folder of a project and reads the selects beside them. */
export async function readDefinitions(folder: string, kind: Definition['kind'], part: string): Promise<Definition[]> {
  const files = await contractsIn(folder, part)
  return Promise.all(
    files.map((file) => {
      const stem = file.replace(/\.ts$/, '').split('/')
      return readDefinition(folder, kind, file, kind === 'model' ? stem.slice(1).join('.') : `${kind}.${stem.at(-1)}`)
    }),
  )
}

async function contractsIn(folder: string, part: string): Promise<string[]> {
  const found = await readdir(join(folder, part), { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  return found
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${part}/${file}`)
    .sort()
}

async function readDefinition(folder: string, kind: Definition['kind'], contract_file: string, name: string): Promise<Definition> {
  const select_file = contract_file.replace(/\.ts$/, '.sql')
  const [declared, contract_text, select_text] = await Promise.all([
    importDefault<Model | Segment | CrossAudit>(folder, contract_file),
    readFile(join(folder, contract_file), 'utf8'),
    readFile(join(folder, select_file), 'utf8').catch(() => null),
  ])
  return { kind, name, declared, contract_file, contract_text, select_file, select_text, inputs: await readInputs(folder, contract_file) }
}

async function readInputs(folder: string, contractFile: string): Promise<Definition['inputs']> {
  const part = dirname(contractFile)
  const pattern = new RegExp(`^${basename(contractFile, '.ts')}\\.(\\w+)\\.sql$`)
  const found = (await readdir(join(folder, part))).flatMap((file) => pattern.exec(file) ?? [])
  const names = found.filter((_, place) => place % 2 === 1).sort()
  return Promise.all(
    names.map(async (name) => {
      const file = `${part}/${basename(contractFile, '.ts')}.${name}.sql`
      return { name, file, text: await readFile(join(folder, file), 'utf8') }
    }),
  )
}

async function importDefault<Exported>(folder: string, file: string): Promise<Exported> {
  const module = (await import(pathToFileURL(join(folder, file)).href)) as { default?: Exported }
  if (!module.default) throw new Error(`${file} has no default export: export default defineModel({ … })`)
  return module.default
}
