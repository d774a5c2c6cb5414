import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import pc from 'picocolors'
import { MemberhouseError, UsageError } from '../engine/base/errors.ts'
import { refuseEmptyTexts } from './arguments.ts'
import { register as affinity } from './affinity/affinity.ts'
import { register as build } from './run/build.ts'
import { register as clv } from './clv/clv.ts'
import { register as demo } from './demo/demo.ts'
import { register as dev } from './project/dev.ts'
import { register as down } from './servers/down.ts'
import { register as generate } from './demo/generate.ts'
import { register as identity } from './identity/identity.ts'
import { register as lint } from './project/lint.ts'
import { register as load } from './data/load.ts'
import { register as migrate } from './servers/migrate.ts'
import { register as model } from './project/model.ts'
import { register as plan } from './run/plan.ts'
import { register as release } from './release/release.ts'
import { register as run } from './run/run.ts'
import { register as runs } from './run/runs.ts'
import { register as schedule } from './schedule/schedule.ts'
import { register as show } from './data/show.ts'
import { register as sql } from './data/sql.ts'
import { register as status } from './status/status.ts'
import { register as test } from './project/test.ts'
import { register as up } from './servers/up.ts'
import { register as url } from './servers/url.ts'
import { register as worker } from './servers/worker.ts'

// In the order in which --help lists them. Each command imports what it needs when it runs, so that --help stays fast.
const commands = [
  demo,
  up,
  down,
  status,
  url,
  migrate,
  generate,
  load,
  plan,
  build,
  runs,
  run,
  release,
  model,
  schedule,
  identity,
  affinity,
  clv,
  test,
  lint,
  dev,
  show,
  sql,
  worker,
]

const { version, description } = JSON.parse(readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')) as Record<string, string>

const program = new Command('memberhouse')
  .description(description ?? '')
  .version(version ?? '')
  .exitOverride()
  .showHelpAfterError('Run the command with --help to see how it is used.')
  .hook('preAction', (_, command) => refuseEmptyTexts(command))
for (const register of commands) register(program)

// A reader may close the pipe early: `memberhouse runs | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  console.error(`${pc.red('Error:')} the output cannot be written: ${error.message}`)
  process.exit(1)
})

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = printError(error)
}

/** Prints an error and returns the exit code. */
function printError(error: unknown): number {
  // Commander has already printed its own errors. It also throws for --help and --version.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof MemberhouseError) {
    console.error(`${pc.red('Error:')} ${error.message}`)
    if (error.hint !== undefined) console.error(error.hint)
    return error instanceof UsageError ? 2 : 1
  }
  // Raised by sql/functions with a message for the user.
  const { code, message, hint } = error as { code?: string; message?: string; hint?: string }
  if (code?.startsWith('MH')) {
    console.error(`${pc.red('Error:')} ${message}${hint === undefined ? '' : `\n${hint}`}`)
    return 1
  }
  console.error(pc.red('Unexpected error:'), error)
  return 1
}
