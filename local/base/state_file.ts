import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** What was kept in a file by `writeState`, or null when nothing readable is there. */
export function readState<State>(file: string): State | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as State
  } catch {
    return null
  }
}

/** Keeps a value in a file that only its owner reads; a crash leaves the old one or the new one. */
export function writeState(file: string, state: object): void {
  mkdirSync(dirname(file), { recursive: true })
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, file)
}

/** Forgets what was kept. */
export const removeState = (file: string): void => rmSync(file, { force: true })
