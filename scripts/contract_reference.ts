import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import * as contract from '../engine/project/contract.ts'
import { loadColumns, registryOf, type Node } from '../engine/project/node.ts'

const root = join(import.meta.dirname, '..')
const page = join(root, 'docs/contracts.md')

/** The tables of docs/contracts.md, made from the code and its comments. `problems` lists what has no doc, or no place in the page. */
export function contractReference(text = readFileSync(page, 'utf8')): { text: string; problems: string[] } {
  const problems: string[] = []
  const { checker, exported } = readContract()
  const shown = new Set<string>()

  const doc = (what: string, symbol: ts.Symbol) => {
    const comment = plain(ts.displayPartsToString(symbol.getDocumentationComment(checker)))
    if (comment === '') problems.push(`${what} has no doc: write a sentence above it`)
    return comment
  }
  const tags = (symbol: ts.Symbol, name: string) =>
    symbol.getJsDocTags(checker).flatMap((tag) => (tag.name === name ? [plain(ts.displayPartsToString(tag.text))] : []))
  const find = (name: string) => {
    const symbol = exported.get(name)
    if (!symbol) throw new Error(`docs/contracts.md asks for ${name}, which engine/project/contract.ts does not export`)
    shown.add(name)
    return symbol
  }
  const signature = (symbol: ts.Symbol) => checker.getTypeOfSymbol(symbol).getCallSignatures()[0]

  /** The object type that a function takes, or a list of which it takes. */
  const optionsOf = (symbol: ts.Symbol): ts.Type | undefined =>
    signature(symbol)
      ?.getParameters()
      .map((parameter) => checker.getNonNullableType(checker.getTypeOfSymbol(parameter)))
      .map((type) => (checker.isArrayType(type) ? type.getNumberIndexType()! : type))
      .find((type) => (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0)

  const optionRows = (type: ts.Type, owner: string, prefix = ''): string[][] =>
    type.getProperties().flatMap((property) => {
      const name = `${prefix}${property.name}`
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0
      const byDefault = tags(property, 'default')[0]
      if (isOptional && byDefault === undefined) problems.push(`${owner}: ${name} has no @default`)
      const inner = checker.getNonNullableType(checker.getTypeOfSymbol(property))
      const isNested = inner.getProperties().length > 0 && inner.symbol?.flags === ts.SymbolFlags.TypeLiteral && !name.startsWith('on_run_')
      const meaning = doc(`${owner}: ${name}`, property)
      const shownType = isNested ? 'object' : code(typeText(property))
      return [
        [code(name), shownType, isOptional ? asDefault(byDefault ?? '') : 'required', meaning],
        ...(isNested ? optionRows(inner, owner, `${name}.`) : []),
      ]
    })

  /** A type as it is written; as the compiler sees it where it was inferred. */
  const typeText = (property: ts.Symbol): string => {
    const declaration = property.declarations?.[0]
    if (declaration && ts.isPropertySignature(declaration) && declaration.type) return declaration.type.getText()
    const type = checker.getTypeOfSymbol(property)
    return checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation).replace(/ \| undefined/g, '')
  }

  const callOf = (name: string): string => {
    const parameters = signature(find(name))!.getParameters()
    const names = tags(find(name), 'param').map((tag) => tag.split(' ')[0]!)
    if (names.length !== parameters.length) problems.push(`${name} has ${parameters.length} parameters and ${names.length} @param tags`)
    const isRest = (at: number) => (parameters[at]!.valueDeclaration as ts.ParameterDeclaration).dotDotDotToken !== undefined
    return `${name}(${names.map((parameter, at) => (isRest(at) ? `...${parameter}` : parameter)).join(', ')})`
  }

  const recipes: Record<string, (names: string[]) => string> = {
    options: ([name = '']) => table(['option', 'type', 'default', 'meaning'], optionRows(optionsOf(find(name))!, name)),
    columns: (names) =>
      table(
        ['call', 'type in Postgres', 'for'],
        names.map((name) => {
          const make = contract[name as keyof typeof contract] as (doc: string) => contract.Column
          return [code(`${name}(doc, options)`), code(make('').type), doc(name, find(name))]
        }),
      ),
    functions: (names) =>
      table(
        ['call', 'meaning', 'arguments'],
        names.map((name) => {
          const given = tags(find(name), 'param').map((tag) => tag.replace(/^(\w+) /, '`$1`: '))
          return [code(callOf(name)), doc(name, find(name)), given.join('; ')]
        }),
      ),
    sql: () => table(['function', 'returns', 'meaning'], sqlFunctions(problems)),
    load_columns: () => columnTable(loadColumns),
    registry: ([of]) => columnTable(ownColumns({ source: of === 'source' ? {} : null })),
    exports: () =>
      table(
        ['name', 'what it is'],
        [...exported].map(([name, symbol]) => [code(name), doc(name, symbol)]),
      ),
  }

  const made = text.replaceAll(/<!-- generated: (\w+) ?(.*) -->\n[^]*?<!-- end -->/g, (_, recipe: string, names: string) => {
    if (!recipes[recipe]) throw new Error(`docs/contracts.md: there is no table '${recipe}'`)
    return `<!-- generated: ${`${recipe} ${names}`.trim()} -->\n\n${recipes[recipe](names.split(' ').filter(Boolean))}\n\n<!-- end -->`
  })
  const isShown = (type: ts.Type) => [...shown].some((name) => optionsOf(exported.get(name)!) === type && made.includes(`options ${name} `))
  for (const [name, symbol] of exported) {
    if (!(name in contract)) continue
    if (!shown.has(name)) problems.push(`${name} is in no table of docs/contracts.md`)
    const type = optionsOf(symbol)
    if (type && !isShown(type)) problems.push(`the options of ${name} are in no table of docs/contracts.md`)
  }
  return { text: made, problems: [...new Set(problems)] }
}

/** The symbols that contracts can import from 'memberhouse', by name. */
function readContract() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (file) => readFileSync(file, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const file = join(root, 'engine/project/contract.ts')
  const program = ts.createProgram([file], options)
  const checker = program.getTypeChecker()
  const symbols = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)!)!)
  const resolve = (symbol: ts.Symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol)
  const named = symbols.map((symbol) => [symbol.name, resolve(symbol)] as const)
  return { checker, exported: new Map(named.sort(([one], [other]) => one.localeCompare(other))) }
}

/** The SQL functions that models can call, each with the comment at the top of its file. */
function sqlFunctions(problems: string[]): string[][] {
  const folder = join(root, 'sql/functions')
  const files = readdirSync(folder).filter((file) => file.startsWith('warehouse.'))
  return files.sort().map((file) => {
    const text = readFileSync(join(folder, file), 'utf8')
    // An empty comment line ends what is for those who call it.
    const comment = plain(/^(-- .*\n)*/.exec(text)![0].replaceAll(/^-- /gm, ''))
    const [, call = '', returns = ''] = /create or replace function ([^]*?\))\s+returns (\w+)/.exec(text) ?? []
    if (comment === '') problems.push(`sql/functions/${file} has no doc: begin it with a comment`)
    return [code(call), code(returns), comment]
  })
}

const ownColumns = (node: { source: object | null }) => registryOf({ name: 'dwd.any', columns: [], ...node } as unknown as Node).columns
const columnTable = (columns: { name: string; type: string; doc: string }[]) =>
  table(
    ['column', 'type', 'meaning'],
    columns.map(({ name, type, doc }) => [code(name), code(type), doc]),
  )

const table = (header: string[], rows: string[][]): string =>
  [header, header.map(() => '---'), ...rows.map((row) => row.map((cell) => cell.replaceAll('|', '\\|')))]
    .map((row) => `| ${row.join(' | ')} |`)
    .join('\n')
const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
const code = (text: string) => `\`${plain(text)}\``
const asDefault = (text: string) => (/^(['[\d]|true$|false$)/.test(text) ? code(text) : text)

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { text, problems } = contractReference()
  if (problems.length > 0) {
    console.error(problems.join('\n'))
    process.exitCode = 1
  } else writeFileSync(page, text)
}
