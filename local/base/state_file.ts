import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Reads what `writeState` wrote to a file; null if the file is missing or unreadable. */
export function readState<State>(file: string): State | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State
  } catch {
    return null
  }
}

/** Writes a value to a file that only its owner can read. Atomic: a crash leaves either the old or the new value. */
export function writeState(file: string, state: object): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

/** Deletes a state file. */
export const removeState = (file: string): void => rmSync(file, { force: true })
