import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Identifies a process that may outlive this one; `started` distinguishes it from a later process with the same pid. */
export interface ProcessMark {
  pid: number
  started: string
}

/** Returns the mark of a running process, or null if there is none. A zombie counts as none. */
export function markProcess(pid: number): ProcessMark | null {
  const started = process.platform === 'linux' ? startedOnLinux(pid) : ps(pid, 'lstart=')
  return started === null ? null : { pid, started }
}

/** Whether the marked process still runs. */
export const isRunning = (mark: ProcessMark): boolean => markProcess(mark.pid)?.started === mark.started

/** Returns the command line of a process, or an empty text if there is none. */
export function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ps(pid, 'command=') ?? ''
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

/** Sends a signal and waits until the process has ended; kills it after `patience_ms`. */
export async function stopProcess(mark: ProcessMark, signal: NodeJS.Signals, patience_ms: number): Promise<void> {
  if (!isRunning(mark)) return
  send(mark.pid, signal)
  if (await until(() => !isRunning(mark), patience_ms)) return
  send(mark.pid, 'SIGKILL')
  await until(() => !isRunning(mark), 5_000)
}

/** Starts a process that outlives this one and appends its output to `log`. */
export function startDetached(command: string, args: string[], options: DetachedOptions) {
  const offset = existsSync(options.log) ? statSync(options.log).size : 0
  const output = openSync(options.log, 'a', 0o600)
  const { log, ipc, ...rest } = options
  const child = spawn(command, args, { ...rest, detached: true, stdio: ['ignore', output, output, ...(ipc ? (['ipc'] as const) : [])] })
  closeSync(output)
  let ended: string | null = null
  child.on('error', (error) => (ended = error.message))
  child.on('exit', (code, signal) => (ended = `it ended with ${signal ?? `exit code ${code}`}`))
  child.unref()
  return {
    child,
    mark: () => (child.pid === undefined ? null : markProcess(child.pid)),
    /** How it ended, or null while it runs. */
    ended: () => ended,
    /** Its output since it was started. */
    output: () => readFileSync(log).subarray(offset).toString('utf8').trim(),
  }
}

interface DetachedOptions {
  log: string
  cwd: string
  env: NodeJS.ProcessEnv
  uid?: number
  gid?: number
  ipc?: boolean
}

/** Checks a condition every 50 ms; returns true once it holds, false after `patience_ms`. */
export async function until(condition: () => boolean | Promise<boolean>, patience_ms: number): Promise<boolean> {
  const deadline = performance.now() + patience_ms
  while (!(await condition())) {
    if (performance.now() > deadline) return false
    await sleep(50)
  }
  return true
}

function startedOnLinux(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name may contain spaces and brackets: fields are counted from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

function ps(pid: number, column: string): string | null {
  const { stdout } = spawnSync('ps', ['-ww', '-o', 'state=', '-o', column, '-p', String(pid)], { encoding: 'utf8' })
  const [, state, value] = /^(\S+)\s+(.*)$/m.exec(stdout ?? '') ?? []
  return value === undefined || state?.startsWith('Z') ? null : value.trim()
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
