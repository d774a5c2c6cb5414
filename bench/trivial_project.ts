import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const root = join(import.meta.dirname, '..')
const rows = 10
const layers = ['dwd', 'dwd', 'dws', 'dws', 'ads']

type Trivial = { name: string; select: string; reads: string[] }

/** Models in five layers, `width` per layer, with 10 rows each: constants in the first layer, otherwise from two models of the layer before. */
export function trivialModels(width: number): Trivial[] {
  const nameOf = (layer: number, place: number) => `${layers[layer]}.layer_${layer + 1}_${String((place % width) + 1).padStart(3, '0')}`
  return layers.flatMap((_, layer) =>
    Array.from({ length: width }, (_, place): Trivial => {
      const name = nameOf(layer, place)
      if (layer === 0)
        return { name, select: `select id::bigint as id, id * ${place}::bigint as value from generate_series(1, ${rows}) as id`, reads: [] }
      const [one, other] = [nameOf(layer - 1, place), nameOf(layer - 1, place * 7 + 3)] as const
      const select = `select one.id, one.value + other.value as value from ${one} as one inner join ${other} as other on other.id = one.id`
      return { name, select, reads: [one, other] }
    }),
  )
}

/** Writes a project with these models into a folder, with the engine of this project. */
export function writeTrivialProject(folder: string, models: Trivial[]): void {
  // All parts of the command: if one is missing, the command runs unbundled and takes three times as long to start.
  const folders = ['activities', 'cli', 'engine', 'identity', 'local', 'scripts', 'seeds/demo', 'sql', 'workflows']
  const code = [...folders, 'package.json', 'package-lock.json', 'tsconfig.json']
  for (const part of code) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  // The Temporal server is downloaded once for all homes of a project.
  const programs = join('.memberhouse', 'bin')
  if (existsSync(join(root, programs))) cpSync(join(root, programs), join(folder, programs), { recursive: true })
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  write(
    'memberhouse.config.ts',
    `import { defineConfig } from 'memberhouse'
export default defineConfig({
  time_zone: 'Europe/London', schedule: { at: '02:30', overlap: 'skip', catch_up: '1 hour' },
  heavy_slots: 1, light_slots: 4, publication_delay_ms: ${publicationDelayMs},
})`,
  )
  for (const { name, select } of models) {
    const file = `models/${name.replace('.', '/')}`
    write(`${file}.sql`, `${select}\n`)
    write(
      `${file}.ts`,
      `import { bigint, defineModel, full } from 'memberhouse'
export default defineModel({
  name: '${name}', doc: 'Ten rows.', kind: full(), grain: ['id'], columns: { id: bigint('Number.'), value: bigint('Value.') },
})`,
    )
  }
}

/** The shortest delay that a configuration allows; it is subtracted from the measured time. */
export const publicationDelayMs = 200
