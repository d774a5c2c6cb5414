import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine, markProcess, type ProcessMark } from '../base/process.ts'

/** The saved state of the Postgres of a home. */
export interface PostgresState {
  data: string
  port: number
  password: string
}

/** The file of the saved state. */
export const stateFile = (home: string) => join(home, 'postgres.json')
/** The lock file for starting and stopping the server. */
export const lockFile = (home: string) => join(home, 'postgres.lock')
/** The server's log. */
export const logFile = (home: string) => join(home, 'postgres.log')
/** The URL of a database of the server, with the password. */
export const urlOf = (state: PostgresState, database = 'memberhouse') =>
  `postgres://postgres:${state.password}@127.0.0.1:${state.port}/${database}`

/** The process of the server that runs on a data folder, or null if there is none. */
export function findPostmaster(data: string): ProcessMark | null {
  let pid: number
  try {
    pid = Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
  // The pid may belong to another program by now: the server's command line contains the data folder.
  return commandLine(pid).includes(data) ? markProcess(pid) : null
}
