import { accessSync, constants, linkSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { isRunning, markProcess, until, type ProcessMark } from './process.ts'
import { readState } from './state_file.ts'
import type { Report } from './report.ts'

const patience_ms = 10 * 60_000

/** Runs `work` while holding a lock file. Waits for another process that holds it, and takes the lock over if that process is dead. */
export async function withLock<Result>(file: string, report: Report, work: () => Promise<Result>): Promise<Result> {
  const folder = dirname(file)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (cause) {
    throw new MemberhouseError(`Cannot write to ${folder}: ${(cause as Error).message}`, {
      hint: 'Run as the user that first ran "memberhouse up", or set MEMBERHOUSE_HOME to another folder.',
      cause,
    })
  }
  let hasReported = false
  const taken = await until(() => {
    if (take(file)) return true
    const holder = readState<ProcessMark>(file)
    if (holder !== null && !isRunning(holder)) breakLock(file, holder)
    else if (holder !== null && !hasReported) {
      hasReported = true
      report(`Waiting for process ${holder.pid}, which holds the lock`)
    }
    return false
  }, patience_ms)
  if (!taken) {
    throw new MemberhouseError(`Another process has held ${file} for ten minutes.`, {
      hint: 'End that process. If it no longer runs, delete the file.',
    })
  }
  try {
    return await work()
  } finally {
    rmSync(file, { force: true })
  }
}

// Atomic: links a complete draft to the name, which fails if the name is taken.
function take(file: string): boolean {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(markProcess(process.pid)))
  try {
    linkSync(draft, file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

// If several processes see the same dead holder, one wins the rename. If it moved a live lock by mistake, it puts it back.
function breakLock(file: string, dead: ProcessMark): void {
  const aside = `${file}.${process.pid}.dead`
  try {
    renameSync(file, aside)
    const moved = readState<ProcessMark>(aside)
    if (moved !== null && (moved.pid !== dead.pid || moved.started !== dead.started)) linkSync(aside, file)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(aside, { force: true })
  }
}
