import { readdirSync, readlinkSync } from 'node:fs'
import { commandLine, markProcess, stopProcess, type ProcessMark } from '../base/process.ts'
import type { Report } from '../base/report.ts'

/** Ends the processes that a killed server left at work on its data, and says so; only Linux tells which they are. */
export async function endOrphans(data: string, report: Report): Promise<void> {
  const orphans = findOrphans(data)
  if (orphans.length === 0) return
  report(`Ending what a killed Postgres left at work: process ${orphans.map(({ pid }) => pid).join(', ')}`)
  await Promise.all(orphans.map((orphan) => stopProcess(orphan, 'SIGQUIT', 2_000)))
}

// Somebody's shell may be in the folder too: only what calls itself a server's child is ended.
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
    // It ended meanwhile, or belongs to another user and is none of ours.
    return false
  }
}
