import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { changeOwner, type Place } from './place.ts'
import type { Report } from '../base/report.ts'

/** Creates a new, empty cluster. An interrupted creation leaves only a draft, never an incomplete cluster. */
export function createCluster(place: Place, password: string, report: Report): void {
  report(`Creating a database cluster in ${place.data}`)
  const draft = `${place.data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  changeOwner(draft, place.user)
  const passwordFile = join(draft, '..', `postgres.password.${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    changeOwner(passwordFile, place.user)
    const locale = [
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
      `--lc-ctype=${characterTypes}`,
    ]
    const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`]
    const { status, stderr, error } = spawnSync(place.initdb, ['-D', draft, ...locale, ...access, '--no-instructions'], {
      encoding: 'utf8',
      ...programOptions(place),
    })
    if (status !== 0)
      throw new MemberhouseError(`Postgres could not create ${place.data}: ${(stderr || error?.message) ?? `exit code ${status}`}`.trim())
  } finally {
    rmSync(passwordFile, { force: true })
  }
  appendFileSync(join(draft, 'postgresql.conf'), "\ninclude 'memberhouse.conf'\n")
  renameSync(draft, place.data)
}

// pg_trgm classifies letters with the C library, independent of the collation.
const characterTypes = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** Options to run a program of Postgres: as its user, without our environment variables. */
export const programOptions = (place: Place) => ({
  cwd: dirname(place.data),
  env: { PATH: process.env.PATH, HOME: dirname(place.data), LC_MESSAGES: 'C', TZ: 'UTC' },
  ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
})

/** Creates the database if it is missing, and checks that trigrams work for Chinese text. */
export async function completeDatabase(serverUrl: string, databaseUrl: string): Promise<void> {
  await asAdmin(serverUrl, async (server) => {
    const { rowCount } = await server.query("select from pg_database where datname = 'memberhouse'")
    if (rowCount === 0) await server.query('create database memberhouse')
  })
  await asAdmin(databaseUrl, checkTrigrams)
}

// If the C library does not treat Chinese characters as letters, every similarity search silently finds nothing.
async function checkTrigrams(server: pg.Client): Promise<void> {
  await server.query('begin')
  await server.query('create extension if not exists pg_trgm')
  const { rows } = await server.query<{ found: boolean; ctype: string }>(
    "select cardinality(show_trgm('会员')) > 0 as found, datctype as ctype from pg_database where datname = current_database()",
  )
  await server.query('rollback')
  if (rows[0]?.found !== true) {
    throw new MemberhouseError(
      `The locale "${rows[0]?.ctype}" of this machine does not treat Chinese characters as letters: pg_trgm finds no trigrams in them.`,
      {
        hint: 'Install a UTF-8 locale (C.UTF-8), delete the data folder and run the command again; or set DATABASE_URL to another Postgres.',
      },
    )
  }
}

async function asAdmin(url: string, work: (server: pg.Client) => Promise<void>): Promise<void> {
  const server = new pg.Client(url)
  await server.connect()
  try {
    await work(server)
  } finally {
    await server.end()
  }
}
