import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkFunction } from './parse/check_function.ts'
import { compileDefinition } from './compile_definition.ts'
import { readFunctions } from './functions.ts'
import type { Node } from './node.ts'
import { checkRef, sortByRefs } from './order_nodes.ts'
import { throwProblems, type Problem } from '../base/problems.ts'
import { readProject, type Definition } from './read_project.ts'

export type Project = { nodes: Node[]; tests: Awaited<ReturnType<typeof readProject>>['tests']; functions: [string, string][] }

/** Reads and checks a whole project from its files. Throws one error that lists every problem with its file and line. */
export async function compileFiles(folder: string): Promise<Project> {
  const [{ definitions, tests }, functions] = await Promise.all([readProject(folder), readFunctions()])
  const nodes = await compileDefinitions(definitions, functions, (file) => readFile(join(folder, file), 'utf8'))
  return { nodes, tests, functions: [...functions].filter(([name]) => name.startsWith('warehouse.')) }
}

/** Compiles definitions to nodes, each after the nodes that it reads. Throws one error that lists every problem. */
export async function compileDefinitions(
  definitions: Definition[],
  functions: Map<string, string>,
  read: (file: string) => Promise<string>,
): Promise<Node[]> {
  const problems: Problem[] = []
  const compiled = await Promise.all(definitions.map((definition) => compileDefinition(definition, functions, read, problems)))
  for (const [place, { name, contract_file }] of definitions.entries()) {
    if (definitions.findIndex((definition) => definition.name === name) < place)
      problems.push({ file: contract_file, line: 1, message: `${name} is declared twice: rename one of them` })
  }
  for (const [name, text] of functions) {
    if (!name.startsWith('warehouse.')) continue
    for (const found of await checkFunction(name, text)) problems.push({ file: `sql/functions/${name}.sql`, ...found })
  }
  const byName = new Map(compiled.map((entry) => [entry.node.name, entry]))
  for (const { node, refs } of compiled) for (const ref of refs) checkRef(node, ref, byName.get(ref.name)?.node, problems)
  const nodes = sortByRefs(compiled, problems)
  throwProblems(problems)
  return nodes
}
