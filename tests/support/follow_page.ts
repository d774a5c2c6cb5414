import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { edit, firstMissing, readSteps, runCommands } from './doc_pages.ts'
import { makeHome } from './home.ts'

const project = join(import.meta.dirname, '../..')

// What npx does with a command of the project's own, without its second of start-up.
const preamble = 'npx() { shift; node scripts/memberhouse.mjs "$@"; }\n'

/** Copies the project without its data to a temporary folder, in which its commands run. */
export function cloneProject(): string {
  const folder = makeHome()
  const isLeftOut = new Set(['node_modules', '.memberhouse', '.git'])
  cpSync(project, folder, { recursive: true, filter: (path) => !isLeftOut.has(basename(path)) })
  symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'))
  const fetched = join(project, '.memberhouse', 'bin')
  mkdirSync(join(folder, '.memberhouse'))
  if (existsSync(fetched)) symlinkSync(fetched, join(folder, '.memberhouse', 'bin'))
  return folder
}

/** The environment of a reader's shell: no colours, and none of the variables that set servers or that the tests set. */
export function readersEnvironment(): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1' }
  for (const name of Object.keys(env))
    if (/^(MEMBERHOUSE_|DATABASE_URL|TEMPORAL_(ADDRESS|NAMESPACE)$|VITEST|NODE_ENV$)/.test(name)) delete env[name]
  return env
}

/** Does in a clone what a page shows, and expects each command to print what the page shows. */
export async function followPage(page: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  let isLess = false
  for (const step of readSteps(readFileSync(join(project, page), 'utf8'))) {
    if (step.kind === 'write' || step.kind === 'change') edit(folder, step)
    if (step.kind !== 'run') continue
    isLess ||= step.commands !== step.shown
    const { exit, output } = await runCommands(preamble + step.commands, folder, env)
    const where = `${page}:${step.line}\n${step.commands}\n${output}`
    expect(exit, where).toBe(step.exit)
    const missing = step.output === null ? null : firstMissing(step.output, output, isLess)
    expect(missing, `${where}\n${page}:${step.output_line} shows a line that is not there`).toBeNull()
  }
}
