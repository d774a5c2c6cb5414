import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, relative } from 'node:path'
import { watch } from 'chokidar'
import pc from 'picocolors'

const watched = ['models', 'segments', 'audits', 'seeds', join('sql', 'functions'), join('tests', 'models')]
// An editor saves in several steps, and switching a branch changes many files.
const quietMs = 150

/** Rebuilds saved files, one round at a time, until Ctrl-C. */
export async function watchProject(folder: string): Promise<void> {
  const saved = new Set<string>()
  let child: ChildProcess | null = null
  let timer: NodeJS.Timeout | undefined
  let isEnding = false

  const rebuild = async () => {
    if (child !== null || isEnding || saved.size === 0) return
    const files = [...saved].sort()
    saved.clear()
    console.log(`\n${pc.bold(files.join(', '))} ${pc.dim(new Date().toLocaleTimeString('en-GB'))}`)
    // A new process, because this one caches imported modules. Detached, or a terminal's Ctrl-C would reach it twice.
    child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'rebuild_saved.ts'), ...files], {
      cwd: folder,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: true,
    })
    await once(child, 'exit')
    child = null
    await rebuild()
  }

  const watcher = watch(watched, {
    cwd: folder,
    ignoreInitial: true,
    ignored: (path, stats) => stats?.isFile() === true && !/\.(sql|ts|csv)$/.test(path),
  })
  watcher.on('all', (event, path) => {
    if (event === 'addDir' || event === 'unlinkDir') return
    saved.add(relative(folder, join(folder, path)).replaceAll('\\', '/'))
    clearTimeout(timer)
    timer = setTimeout(() => void rebuild(), quietMs)
  })
  await once(watcher, 'ready')
  console.log(`Watching ${watched.join(', ')}. Save a file to check, test and rebuild its models; Ctrl-C stops.`)
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  isEnding = true
  clearTimeout(timer)
  await watcher.close()
  const ending = child as ChildProcess | null
  if (ending !== null) {
    ending.kill('SIGINT')
    await once(ending, 'exit')
  }
}
