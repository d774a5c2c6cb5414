import { readdirSync, readlinkSync } from 'node:fs'
import { commandLine, markProcess, stopProcess, type ProcessMark } from '../base/process.ts'
import type { Report } from '../base/report.ts'

/** Ends the processes that a killed server left working on its data, and reports them. Works on Linux only. */
export async function endOrphans(data: string, report: Report): Promise<void> {
  const orphans = findOrphans(data)
  if (orphans.length === 0) return
  report(`Ending processes that a killed Postgres left behind: ${orphans.map(({ pid }) => pid).join(', ')}`)
  await Promise.all(orphans.map((orphan) => stopProcess(orphan, 'SIGQUIT', 2_000)))
}

// A user's shell may have the same working folder: only processes named "postgres: …" are ended.
function findOrphans(data: string): ProcessMark[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && worksIn(name, data) && commandLine(Number(name)).startsWith('postgres: '))
    .flatMap((name) => markProcess(Number(name)) ?? [])
}

function worksIn(pid: string, folder: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === folder
  } catch {
    // It has ended, or belongs to another user.
    return false
  }
}
