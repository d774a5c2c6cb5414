import { randomBytes } from 'node:crypto'
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { withLock } from '../base/lock.ts'
import { stopProcess } from '../base/process.ts'
import type { Report } from '../base/report.ts'
import { readState, writeState } from '../base/state_file.ts'
import { completeDatabase, createCluster } from './cluster.ts'
import { launch, tryConnect, waitUntilReady } from './launch.ts'
import { findPlace, type Place } from './place.ts'
import { findPostmaster, lockFile, logFile, stateFile, urlOf, type PostgresState } from './state.ts'

/** Starts the Postgres of a home unless it runs. The server outlives this process. */
export async function startPostgres(home: string, report: Report): Promise<{ url: string }> {
  const running = postgresStatus(home)
  if (running.url !== null && (await tryConnect(running.url)) === true) return { url: running.url }
  return await withLock(lockFile(home), report, async () => {
    const place = findPlace(home, report)
    const state = prepare(home, place, report)
    const found = findPostmaster(state.data)
    if (found === null) await launch(home, place, state, report)
    else await waitUntilReady({ home, state, ended: () => (findPostmaster(state.data) === null ? 'it ended' : null) }, report)
    await completeDatabase(urlOf(state, 'postgres'), urlOf(state))
    return { url: urlOf(state) }
  })
}

/** Stops the Postgres of a home and returns whether it ran. */
export async function stopPostgres(home: string, report: Report): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    const state = readState<PostgresState>(stateFile(home))
    const found = state === null ? null : findPostmaster(state.data)
    // SIGINT ends sessions and writes a checkpoint. If that takes too long, recovery does the same at the next start.
    if (found !== null) await stopProcess(found, 'SIGINT', 60_000)
    return found !== null
  })
}

/** Whether the Postgres of a home runs, and its URL, without connecting to it. */
export function postgresStatus(home: string): { url: string | null; pid: number | null; data: string | null; log: string } {
  const state = readState<PostgresState>(stateFile(home))
  const found = state === null ? null : findPostmaster(state.data)
  return {
    url: state !== null && found !== null ? urlOf(state) : null,
    pid: found?.pid ?? null,
    data: state?.data ?? null,
    log: logFile(home),
  }
}

function prepare(home: string, place: Place, report: Report): PostgresState {
  const known = readState<PostgresState>(stateFile(home))
  const exists = existsSync(join(place.data, 'PG_VERSION'))
  if (exists && known === null) {
    throw new MemberhouseError(`${place.data} contains a Postgres, but its password file ${stateFile(home)} is missing.`, {
      hint: `Restore that file, or delete ${place.data} to start with an empty database.`,
    })
  }
  if (known !== null && known.data !== place.data && existsSync(known.data)) {
    throw new MemberhouseError(`${stateFile(home)} names a Postgres in ${known.data}, but one started now would be in ${place.data}.`, {
      hint: `Run as the user that first ran "memberhouse up", or, if this folder is a copy of another, delete ${stateFile(home)}.`,
    })
  }
  if (exists && statSync(place.data).uid !== (place.user?.uid ?? process.getuid?.() ?? 0)) {
    throw new MemberhouseError(`${place.data} does not belong to the user that Postgres would run as.`, {
      hint: 'Run as the user that first ran "memberhouse up", or set MEMBERHOUSE_HOME to another folder.',
    })
  }
  const state = { port: 0, password: randomBytes(18).toString('base64url'), ...known, data: place.data }
  if (!exists) {
    writeState(stateFile(home), state)
    createCluster(place, state.password, report)
  }
  return state
}
