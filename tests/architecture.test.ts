import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readProject } from '../engine/project/read_project.ts'

// Keeps the rules of the house that the compiler, the linter and `memberhouse lint` cannot. Each test gathers what breaks a
// rule as `file:line  why`, so that a failure reads as a list of what to do.

const root = join(import.meta.dirname, '..')
const folders = [
  'activities',
  'audits',
  'bench',
  'cli',
  'docs',
  'engine',
  'identity',
  'local',
  'models',
  'scripts',
  'seeds',
  'segments',
  'sql',
  'tests',
  'workflows',
]
const files = [...folders, '.ci', '.github', '.'].flatMap(filesIn).sort()
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const sources = files.filter((file) => /\.(ts|mjs|js)$/.test(file))
const typescript = sources.filter((file) => file.endsWith('.ts'))
const selects = files.filter((file) => /^(models|segments|audits)\/.*\.sql$/.test(file))
const { definitions, tests } = await readProject(root)

function filesIn(folder: string): string[] {
  try {
    return readdirSync(join(root, folder), { recursive: folder !== '.', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  } catch (error) {
    // A folder that nothing is in yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** The lines of these files for which `why` gives a reason. */
function breaches(
  among: string[],
  why: (line: string, lines: string[], index: number) => string | false | undefined,
  text = read,
): string[] {
  return among.flatMap((file) => {
    const lines = text(file).split('\n')
    return lines.flatMap((line, index) => {
      const reason = why(line, lines, index)
      return reason ? [`${file}:${index + 1}  ${reason}: ${line.trim().slice(0, 80)}`] : []
    })
  })
}

describe('the tree', () => {
  test('holds no folder that the design does not name', () => {
    const later = ['api', 'node_modules', 'site', 'statistics']
    const found = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    expect(found.map((entry) => entry.name).filter((name) => ![...folders, ...later].includes(name))).toEqual([])
  })

  test('names files in snake_case for what they do, and none utils', () => {
    const named = files.filter(
      (file) => dirname(file) !== '.' && !/^(docs|\.github)\//.test(file) && !['README.md', '.ci/run'].includes(file),
    )
    expect(
      named.filter((file) => !/^(\d{3}_)?[a-z][a-z0-9_]*((_|-)[0-9-]+)?(\.[a-z_]+)*\.[a-z]+$|^README\.md$/.test(basename(file))),
    ).toEqual([])
    expect(files.filter((file) => /^(utils?|helpers?|misc|common|index)\./.test(basename(file)))).toEqual([])
  })

  test('of tests mirrors the tree', () => {
    const mirrored = [...folders, 'faults', 'fixtures', 'laws', 'support']
    expect(files.filter((file) => /^tests\/.*\//.test(file) && !mirrored.includes(file.split('/')[1]!))).toEqual([])
  })
})

describe('models', () => {
  const selected = (definition: (typeof definitions)[number]) =>
    definition.kind !== 'model' ||
    !('kind' in definition.declared) ||
    !['source', 'seed', 'computed'].includes(definition.declared.kind.name)

  test('are placed in a layer and an area: models/<layer>/<area>/<table>.ts', () => {
    const placed =
      /^models\/(ods|dwd|dws|ads)\/[a-z][a-z_]*\/[a-z][a-z0-9_]*(\.[a-z_]+)?\.(ts|sql)$|^(segments|audits)\/[a-z][a-z0-9_]*\.(ts|sql)$/
    expect(files.filter((file) => /^(models|segments|audits)\//.test(file) && !placed.test(file))).toEqual([])
  })

  test('have a select beside each contract, and a contract beside each select', () => {
    expect(
      definitions.filter((definition) => selected(definition) !== selects.includes(definition.select_file)).map(({ name }) => name),
    ).toEqual([])
    expect(selects.filter((file) => !files.includes(file.replace(/(\.\w+)?\.sql$/, '.ts')))).toEqual([])
  })

  test('have unit tests, each in the same folder of tests/models', () => {
    const testFileOf = (contract: string) => contract.replace(/^models/, 'tests/models').replace(/^segments/, 'tests/models/segment')
    const tested = new Map(tests.map(({ model, file }) => [model, file]))
    const wanted = definitions.filter((definition) => definition.kind !== 'audit' && selected(definition))
    expect(wanted.filter(({ name, contract_file }) => tested.get(name) !== testFileOf(contract_file)).map(({ name }) => name)).toEqual([])
    expect(tests.filter((suite) => suite.tests.length === 0).map(({ file }) => file)).toEqual([])
  })

  test('are known to no engine: what builds them names none of them', () => {
    const names = new RegExp(`\\b(${definitions.map(({ name }) => name.replace('.', '\\.')).join('|')})\\b`)
    const code = typescript.filter((file) => /^(engine|workflows|activities|local)\//.test(file))
    expect(breaches(code, (line) => !/^\s*(\/?\*|\/\/)/.test(line) && names.test(line) && 'names a model')).toEqual([])
  })
})

describe('SQL', () => {
  // Without comments and what stands in quotes.
  const bare = (file: string) =>
    read(file).replace(/--.*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[^]*?\$\1\$/g, (part) =>
      part.replace(/[^\n]/g, /^[-/]/.test(part) ? ' ' : '_'),
    )
  const all = files.filter((file) => file.endsWith('.sql'))

  test('is in lower case, indented by spaces, with no space at the end of a line', () => {
    expect(breaches(all, (line) => /[A-Z]/.test(line) && 'upper case', bare)).toEqual([])
    expect(breaches(all, (line) => (/\t/.test(line) && 'a tab') || (/\s$/.test(line) && 'a space at its end'))).toEqual([])
    expect(all.filter((file) => !/[^\n]\n$/.test(read(file)))).toEqual([])
  })

  test('of a select has at most 110 lines of at most 80 columns, indented by fours', () => {
    expect(selects.filter((file) => read(file).split('\n').length > 111)).toEqual([])
    expect(breaches(selects, (line) => line.length > 80 && 'longer than 80')).toEqual([])
    expect(breaches(selects, (line) => /^( {4})* {1,3}\S/.test(line) && 'indented by other than fours', bare)).toEqual([])
  })

  test('ends with "select * from final", and has * elsewhere only where a CTE imports a relation', () => {
    const ofModels = selects.filter((file) => !/\.\w+\.sql$/.test(file))
    expect(ofModels.filter((file) => !read(file).endsWith('\n)\n\nselect * from final\n'))).toEqual([])
    const isImport = (line: string, lines: string[], index: number) =>
      /^ {4}select \* from [a-z_]+\.[a-z0-9_]+$/.test(line) &&
      /^\w+ as (not )?(materialized )?\($/.test(lines[index - 1]!) &&
      /^\),?$/.test(lines[index + 1]!)
    expect(
      breaches(
        selects,
        (line, lines, index) =>
          /(select|\.) *\*(?! *\d)/.test(line) && line !== 'select * from final' && !isImport(line, lines, index) && 'hides columns',
        bare,
      ),
    ).toEqual([])
  })

  test('says which join, groups and orders by name, and has commas at the end of lines', () => {
    expect(breaches(selects, (line) => /(?<!inner |left |full |cross )(?<!lateral )\bjoin\b/.test(line) && 'which join?', bare)).toEqual([])
    expect(breaches(selects, (line) => /\b(group|order) by \d/.test(line) && 'by number', bare)).toEqual([])
    expect(breaches(selects, (line) => /^\s*,/.test(line) && 'a leading comma', bare)).toEqual([])
  })
})

describe('TypeScript', () => {
  test('has at most 220 lines a file, of tests 350', () => {
    const lines = (file: string) => read(file).split('\n').length - 1
    expect(
      sources.filter((file) => lines(file) > (file.startsWith('tests/') ? 350 : 220)).map((file) => `${file}: ${lines(file)} lines`),
    ).toEqual([])
  })

  test('has no enums and no namespaces, and classes for errors only', () => {
    expect(breaches(typescript, (line) => /^\s*(export )?(declare )?(const )?(enum|namespace) \w/.test(line) && 'not erasable')).toEqual([])
    expect(
      breaches(
        typescript,
        (line) => /^\s*(export )?(abstract )?class (?!\w+ extends (\w*Error|LeaseHeld|LeaseLost)\b)/.test(line) && 'a class',
      ),
    ).toEqual([])
  })

  test('imports files by their whole name', () => {
    const imports = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']*)'/
    expect(breaches(typescript, (line) => ['', '.ts'].includes(extname(imports.exec(line)?.[1] ?? '.ts')) === false && 'not .ts')).toEqual(
      [],
    )
    expect(breaches(typescript, (line) => imports.test(line) && extname(imports.exec(line)![1]!) === '' && 'no extension')).toEqual([])
  })

  test('says in a sentence what each exported function and value is for', () => {
    // A row of one-line exports shares the sentence above it, and overloads that of the first.
    const product = typescript.filter((file) => !/^(models|segments|audits|tests)\/|\.config\.ts$/.test(file))
    const isExport = (line: string) => /^export (async )?(function|const|class) /.test(line)
    const isTold = (lines: string[], index: number): boolean => {
      const above = lines[index - 1] ?? ''
      return above.endsWith('*/') || (isExport(above) && isTold(lines, index - 1))
    }
    expect(breaches(product, (line, lines, index) => isExport(line) && !isTold(lines, index) && 'no sentence above it')).toEqual([])
  })

  test('leaves nothing to be done later', () => {
    const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'X' + 'XX'].join('|')})\\b`)
    expect(breaches([...sources, ...files.filter((file) => /\.(sql|md)$/.test(file))], (line) => words.test(line) && 'later')).toEqual([])
  })
})

describe('packages', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>

  test('are each explained in docs/decisions.md', () => {
    const told = read('docs/decisions.md')
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    // A scope is named once: `@scope/one`, `two`.
    expect(names.filter((name) => !told.includes(`\`${name}\``) && !told.includes(`\`${name.replace(/^@.*\//, '')}\``))).toEqual([])
  })

  test('are each used', () => {
    const texts = [...sources.map(read), JSON.stringify(manifest.scripts)]
    // Types are there for the compiler; protobufjs is pinned, or replays fail with "type must be a Type".
    const silent = (name: string) => name.startsWith('@types/') || name === 'protobufjs'
    const isUsed = (name: string) => texts.some((text) => new RegExp(`\\b${name.replace('/', '\\/').replace(/^@/, '')}\\b`).test(text))
    expect(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) => !silent(name) && !isUsed(name))).toEqual(
      [],
    )
  })

  test('come from whichever registry the machine uses, and no path of a machine is written down', () => {
    expect(breaches(['package-lock.json'], (line) => /"resolved": "http/.test(line) && 'a registry')).toEqual([])
    expect(breaches(['.npmrc'], (line) => /registry *=|_auth/.test(line) && 'a registry')).toEqual([])
    const texts = files.filter((file) => /\.(ts|mjs|js|json|sql|md|yml|csv)$|^\.ci\//.test(file))
    expect(breaches(texts, (line) => /(?:^|[\s'"`(=:])\/(?:home|Users|root|work)\/\w/.test(line) && 'a path of a machine')).toEqual([])
  })
})
