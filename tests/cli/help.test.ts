import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { describe, expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const documents = ['README.md', ...readdirSync(join(root, 'docs')).map((file) => `docs/${file}`)]
const pages = documents
  .filter((file) => file.endsWith('.md'))
  .map((file) => readFileSync(join(root, file), 'utf8'))
  .join('\n')

const program = new Command('memberhouse')
for (const file of readdirSync(join(root, 'cli'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))) {
  if (!/export function register\(/.test(readFileSync(join(root, 'cli', file), 'utf8'))) continue
  const { register } = (await import(join(root, 'cli', file))) as { register: (program: Command) => void }
  register(program)
}

const leafCommands = (command: Command, path: string): { path: string; command: Command }[] =>
  command.commands.length === 0 ? [{ path, command }] : command.commands.flatMap((child) => leafCommands(child, `${path} ${child.name()}`))
const commands = leafCommands(program, 'memberhouse')

/** The text that `--help` prints. */
function helpOf(command: Command): string {
  let text = ''
  command.configureOutput({ writeOut: (part) => (text += part) })
  command.outputHelp()
  return text
}

test('main.ts registers every command in cli/', () => {
  expect(commands.length).toBeGreaterThan(30)
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', 'cli/main.ts', '--help'], { cwd: root, encoding: 'utf8' })
  expect(program.commands.map((command) => command.name()).filter((name) => !new RegExp(`^ {2}${name} `, 'm').test(stdout))).toEqual([])
})

describe.each(commands)('$path', ({ path, command }) => {
  test('describes itself and each of its options', () => {
    expect(command.description()).toMatch(/^\S.{10,}/)
    expect(command.options.filter((option) => !option.description).map((option) => option.flags)).toEqual([])
  })

  test('shows an example in its --help', () => {
    // The demo and dev are typed as npm scripts, which a clone has at once.
    const example = new RegExp(`^Examples?:\\n(?: {2}.*\\n)* {2}.*(${path}|npm run ${command.name()}\\b)`, 'm')
    expect(helpOf(command)).toMatch(example)
  })

  test('is documented in the README or in docs/', () => {
    const typed = new RegExp(`\\b(${path}|npm run ${command.name()})\\b|\`${path.replace('memberhouse ', '')}\\b`)
    expect(typed.test(pages), `nothing in ${documents.join(', ')} shows: ${path}`).toBe(true)
  })
})

test('every listing has --json', () => {
  const listings = ['status', 'plan', 'runs', 'run show', 'release list', 'release show', 'schedule show', 'show', 'sql']
  const without = listings.filter(
    (path) => !commands.find((entry) => entry.path === `memberhouse ${path}`)?.command.options.some(({ long }) => long === '--json'),
  )
  expect(without).toEqual([])
})
