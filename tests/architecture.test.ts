import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { normalisers } from '../identity/normalise/normalise.ts'
import { readProject } from '../engine/project/read_project.ts'

// Checks the rules that the compiler, the linter and `memberhouse lint` do not check. Each test collects violations as
// `file:line  why`, so that a failure reads as a list of fixes.

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
  'statistics',
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
    // The folder does not exist yet.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** Returns the lines of these files for which `why` returns a reason. */
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
  test('has only the folders that the design names', () => {
    const later = ['api', 'node_modules', 'site']
    const found = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    expect(found.map((entry) => entry.name).filter((name) => ![...folders, ...later].includes(name))).toEqual([])
  })

  test('names files in snake_case, and none utils or helpers', () => {
    const named = files.filter(
      (file) => dirname(file) !== '.' && !/^(docs|\.github)\//.test(file) && !['README.md', '.ci/run'].includes(file),
    )
    expect(
      named.filter((file) => !/^(\d{3}_)?[a-z][a-z0-9_]*((_|-)[0-9-]+)?(\.[a-z_]+)*\.[a-z]+$|^README\.md$/.test(basename(file))),
    ).toEqual([])
    expect(files.filter((file) => /^(utils?|helpers?|misc|common|index)\./.test(basename(file)))).toEqual([])
  })

  test('has tests in the same folders as the code', () => {
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

  test('have unit tests in the same folder of tests/models', () => {
    const testFileOf = (contract: string) => contract.replace(/^models/, 'tests/models').replace(/^segments/, 'tests/models/segment')
    const tested = new Map(tests.map(({ model, file }) => [model, file]))
    const wanted = definitions.filter((definition) => definition.kind !== 'audit' && selected(definition))
    expect(wanted.filter(({ name, contract_file }) => tested.get(name) !== testFileOf(contract_file)).map(({ name }) => name)).toEqual([])
    expect(tests.filter((suite) => suite.tests.length === 0).map(({ file }) => file)).toEqual([])
  })

  test('read each source, and an audit guards that no row of it is lost', () => {
    const sources = definitions.filter(({ name }) => name.startsWith('ods.')).map(({ name }) => name)
    const namesIn = (texts: (string | null)[]) =>
      texts
        .join('\n')
        .match(/\b(ods\.|registry\.ods_)\w+/g)
        ?.map((name) => name.replace('registry.ods_', 'ods.')) ?? []
    const models = definitions.filter(({ kind }) => kind === 'model')
    const read = namesIn(models.flatMap(({ select_text, inputs }) => [select_text, ...inputs.map(({ text }) => text)]))
    const guarded = namesIn(
      definitions.flatMap(({ declared, select_text }) => {
        if ('severity' in declared) return declared.severity === 'error' ? [select_text] : []
        const audits = 'audits' in declared ? (declared.audits ?? []) : []
        return audits.filter(({ severity }) => severity === 'error').map(({ failing }) => failing)
      }),
    )
    expect(sources.filter((name) => !read.includes(name))).toEqual([])
    expect(
      sources.filter((name) => !guarded.includes(name)),
      'add conserves(…) to the fact, or a branch to an audit across models',
    ).toEqual([])
  })

  test('declare identifiers that can be normalised', () => {
    const columns = definitions.flatMap(({ name, declared }) =>
      Object.entries('columns' in declared ? declared.columns : {}).map(([column, { identifier }]) => ({
        column: `${name}.${column}`,
        identifier,
      })),
    )
    expect(columns.filter(({ identifier }) => identifier !== undefined && !Object.hasOwn(normalisers, identifier))).toEqual([])
  })

  test('are not named by the code that builds them', () => {
    const names = new RegExp(`\\b(${definitions.map(({ name }) => name.replace('.', '\\.')).join('|')})\\b`)
    const code = typescript.filter((file) => /^(engine|workflows|activities|local)\//.test(file))
    expect(breaches(code, (line) => !/^\s*(\/?\*|\/\/)/.test(line) && names.test(line) && 'names a model')).toEqual([])
  })
})

describe('SQL', () => {
  // Without comments and quoted texts.
  const bare = (file: string) =>
    read(file).replace(/--.*|\/\*[^]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$[^]*?\$\1\$/g, (part) =>
      part.replace(/[^\n]/g, /^[-/]/.test(part) ? ' ' : '_'),
    )
  const all = files.filter((file) => file.endsWith('.sql'))

  test('is in lower case, indented by spaces, without trailing spaces', () => {
    expect(breaches(all, (line) => /[A-Z]/.test(line) && 'upper case', bare)).toEqual([])
    expect(breaches(all, (line) => (/\t/.test(line) && 'a tab') || (/\s$/.test(line) && 'a trailing space'))).toEqual([])
    expect(all.filter((file) => !/[^\n]\n$/.test(read(file)))).toEqual([])
  })

  test('has at most 110 lines of at most 80 columns in a select, indented by fours', () => {
    expect(selects.filter((file) => read(file).split('\n').length > 111)).toEqual([])
    expect(breaches(selects, (line) => line.length > 80 && 'longer than 80')).toEqual([])
    expect(breaches(selects, (line) => /^( {4})* {1,3}\S/.test(line) && 'indented by other than fours', bare)).toEqual([])
  })

  test('ends with "select * from final", and has another * only where a CTE imports a relation', () => {
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

  test('names the kind of each join, groups and orders by name, and has trailing commas', () => {
    expect(breaches(selects, (line) => /(?<!inner |left |full |cross )(?<!lateral )\bjoin\b/.test(line) && 'which join?', bare)).toEqual([])
    expect(breaches(selects, (line) => /\b(group|order) by \d/.test(line) && 'by number', bare)).toEqual([])
    expect(breaches(selects, (line) => /^\s*,/.test(line) && 'a leading comma', bare)).toEqual([])
  })
})

describe('TypeScript', () => {
  test('has at most 220 lines in a file, 350 in a test', () => {
    const lines = (file: string) => read(file).split('\n').length - 1
    expect(
      sources.filter((file) => lines(file) > (file.startsWith('tests/') ? 350 : 220)).map((file) => `${file}: ${lines(file)} lines`),
    ).toEqual([])
  })

  test('has no enums, no namespaces, and no classes but errors', () => {
    expect(breaches(typescript, (line) => /^\s*(export )?(declare )?(const )?(enum|namespace) \w/.test(line) && 'not erasable')).toEqual([])
    expect(
      breaches(
        typescript,
        (line) => /^\s*(export )?(abstract )?class (?!\w+ extends (\w*Error|LeaseHeld|LeaseLost)\b)/.test(line) && 'a class',
      ),
    ).toEqual([])
  })

  test('imports files with their extension', () => {
    const imports = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']*)'/
    expect(breaches(typescript, (line) => ['', '.ts'].includes(extname(imports.exec(line)?.[1] ?? '.ts')) === false && 'not .ts')).toEqual(
      [],
    )
    expect(breaches(typescript, (line) => imports.test(line) && extname(imports.exec(line)![1]!) === '' && 'no extension')).toEqual([])
  })

  test('has a sentence above each exported function and value', () => {
    // Adjacent one-line exports and overloads share one sentence.
    const product = typescript.filter((file) => !/^(models|segments|audits|tests)\/|\.config\.ts$/.test(file))
    const isExport = (line: string) => /^export (async )?(function|const|class) /.test(line)
    const isDescribed = (lines: string[], index: number): boolean => {
      const above = lines[index - 1] ?? ''
      return above.endsWith('*/') || (isExport(above) && isDescribed(lines, index - 1))
    }
    expect(breaches(product, (line, lines, index) => isExport(line) && !isDescribed(lines, index) && 'no sentence above it')).toEqual([])
  })

  test('has no notes about later work', () => {
    const words = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'HA' + 'CK', 'X' + 'XX'].join('|')})\\b`)
    expect(breaches([...sources, ...files.filter((file) => /\.(sql|md)$/.test(file))], (line) => words.test(line) && 'later')).toEqual([])
  })
})

describe('pages', () => {
  test('name files that exist', () => {
    const pages = files.filter((file) => file.endsWith('.md') && !file.startsWith('tests/'))
    const named =
      /`((?:activities|audits|bench|cli|engine|identity|local|models|scripts|seeds|segments|sql|tests|workflows)\/[\w/.-]+\.\w+)`/g
    // A reader of a page writes the files that its blocks hold.
    const written = pages.flatMap((page) => [...read(page).matchAll(/^```\w+ ([\w/.-]+)$/gm)].map((match) => match[1]!))
    const missing = (line: string) =>
      [...line.matchAll(named)].map((match) => match[1]!).filter((file) => ![...files, ...written].includes(file))
    expect(breaches(pages, (line) => missing(line).length > 0 && `no ${missing(line).join(', ')}`)).toEqual([])
  })
})

test('the page on the flow of an order line lists files of which each reads one before it', () => {
  const listed = [...read('docs/flow.md').matchAll(/^\| `([\w/.]+)\.(?:ts|sql)` \|/gm)].map((match) => match[1]!)
  const path = listed.map((stem) => definitions.find(({ contract_file }) => contract_file === `${stem}.ts`)!)
  const reads = (definition: (typeof path)[number], name: string) =>
    [definition.select_text, ...definition.inputs.map(({ text }) => text)].some((text) => text?.includes(name))
  expect(path.length).toBeGreaterThan(8)
  expect(path.filter((step, place) => place > 0 && !path.slice(0, place).some(({ name }) => reads(step, name)))).toEqual([])
})

describe('packages', () => {
  const manifest = JSON.parse(read('package.json')) as Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>

  test('are each explained in docs/decisions.md', () => {
    const decisions = read('docs/decisions.md')
    const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
    // A scope is written once: `@scope/one`, `two`.
    expect(names.filter((name) => !decisions.includes(`\`${name}\``) && !decisions.includes(`\`${name.replace(/^@.*\//, '')}\``))).toEqual(
      [],
    )
  })

  test('are each used', () => {
    const texts = [...sources.map(read), JSON.stringify(manifest.scripts)]
    // The compiler needs @types; without the pinned protobufjs, replays fail with "type must be a Type".
    const silent = (name: string) => name.startsWith('@types/') || name === 'protobufjs'
    const isUsed = (name: string) => texts.some((text) => new RegExp(`\\b${name.replace('/', '\\/').replace(/^@/, '')}\\b`).test(text))
    expect(Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) => !silent(name) && !isUsed(name))).toEqual(
      [],
    )
  })

  test('name no registry, and no file holds a path of one machine', () => {
    expect(breaches(['package-lock.json'], (line) => /"resolved": "http/.test(line) && 'a registry')).toEqual([])
    expect(breaches(['.npmrc'], (line) => /registry *=|_auth/.test(line) && 'a registry')).toEqual([])
    const texts = files.filter((file) => /\.(ts|mjs|js|json|sql|md|yml|csv)$|^\.ci\//.test(file))
    expect(breaches(texts, (line) => /(?:^|[\s'"`(=:])\/(?:home|Users|root|work)\/\w/.test(line) && 'a path of a machine')).toEqual([])
  })
})
