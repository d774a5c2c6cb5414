import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { give, type Place } from './place.ts'
import type { Report } from '../base/report.ts'

/** Makes a new, empty cluster at its place; one that was cut short leaves nothing that looks finished. */
export function createCluster(place: Place, password: string, report: Report): void {
  report(`Creating a database cluster in ${place.data}`)
  const draft = `${place.data}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  give(draft, place.user)
  const passwordFile = join(draft, '..', `postgres.password.${process.pid}`)
  writeFileSync(passwordFile, password, { mode: 0o600 })
  try {
    give(passwordFile, place.user)
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

// Trigrams classify letters by the C library, whatever collates.
const characterTypes = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'

/** How programs of Postgres are run: by their user, and told nothing of our environment. */
export const programOptions = (place: Place) => ({
  cwd: dirname(place.data),
  env: { PATH: process.env.PATH, HOME: dirname(place.data), LC_MESSAGES: 'C', TZ: 'UTC' },
  ...(place.user === undefined ? {} : { uid: place.user.uid, gid: place.user.gid }),
})

/** Makes sure that a cluster has its database, and that searches in Chinese work there. */
export async function completeDatabase(serverUrl: string, databaseUrl: string): Promise<void> {
  await asAdmin(serverUrl, async (server) => {
    const { rowCount } = await server.query("select from pg_database where datname = 'memberhouse'")
    if (rowCount === 0) await server.query('create database memberhouse')
  })
  await asAdmin(databaseUrl, probeTrigrams)
}

// Where the C library takes Chinese characters for no letters, every search by similarity would find nothing, silently.
async function probeTrigrams(server: pg.Client): Promise<void> {
  await server.query('begin')
  await server.query('create extension if not exists pg_trgm')
  const { rows } = await server.query<{ found: boolean; ctype: string }>(
    "select cardinality(show_trgm('会员')) > 0 as found, datctype as ctype from pg_database where datname = current_database()",
  )
  await server.query('rollback')
  if (rows[0]?.found !== true) {
    throw new MemberhouseError(
      `This machine's locale "${rows[0]?.ctype}" does not know Chinese letters: pg_trgm finds no trigram in them.`,
      {
        hint: 'Install a UTF-8 locale (C.UTF-8), remove the data folder and run the command again, or give a Postgres by DATABASE_URL.',
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
