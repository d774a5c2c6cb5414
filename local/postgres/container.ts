import { createHash, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { MemberhouseError } from '../../engine/base/errors.ts'
import { withLock } from '../base/lock.ts'
import type { Report } from '../base/report.ts'
import { readState, removeState, writeState } from '../base/state_file.ts'

interface State {
  password: string
  url?: string
}

const stateFile = (home: string) => join(home, 'container.json')
const lockFile = (home: string) => join(home, 'container.lock')
const nameOf = (home: string) => `memberhouse-${createHash('sha256').update(home).digest('hex').slice(0, 12)}`

/** Starts the Postgres 18 container of a home unless it runs. It outlives this process. */
export async function startContainer(home: string, report: Report): Promise<{ url: string }> {
  return await withLock(lockFile(home), report, async () => {
    const { password } = readState<State>(stateFile(home)) ?? { password: randomBytes(18).toString('base64url') }
    writeState(stateFile(home), { password })
    report('Starting Postgres 18 in a container')
    const { PostgreSqlContainer } = await import('@testcontainers/postgresql')
    const container = new PostgreSqlContainer('postgres:18')
      .withName(nameOf(home))
      .withUsername('postgres')
      .withPassword(password)
      .withDatabase('memberhouse')
      .withEnvironment({ POSTGRES_INITDB_ARGS: '--locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C --lc-ctype=C.UTF-8' })
      .withCommand(['postgres', '-c', 'jit=off', '-c', 'max_locks_per_transaction=512', '-c', 'timezone=UTC'])
      .withSharedMemorySize(1024 ** 3)
      // Testcontainers finds it again by its settings, and keeps it when this process ends.
      .withReuse()
    const started = await container.start().catch((cause: unknown) => Promise.reject(containerError(cause)))
    const url = started.getConnectionUri()
    writeState(stateFile(home), { password, url })
    return { url }
  })
}

/** Stops the container of a home and returns whether it ran. Its data are kept unless `remove` is set. */
export async function stopContainer(home: string, report: Report, remove = false): Promise<boolean> {
  return await withLock(lockFile(home), report, async () => {
    if (readState<State>(stateFile(home)) === null) return false
    const { getContainerRuntimeClient } = await import('testcontainers')
    const client = await getContainerRuntimeClient().catch((cause: unknown) => Promise.reject(containerError(cause)))
    const found = (await client.container.list()).find(({ Names }) => Names.includes(`/${nameOf(home)}`))
    if (found === undefined) return false
    const container = client.container.getById(found.Id)
    if (found.State === 'running') await client.container.stop(container, { timeout: 60 })
    if (remove) {
      await client.container.remove(container, { removeVolumes: true })
      removeState(stateFile(home))
    }
    return found.State === 'running'
  })
}

/** The last known URL of the container of a home, or null if there was none. */
export const containerUrl = (home: string): string | null => readState<State>(stateFile(home))?.url ?? null

const containerError = (cause: unknown): MemberhouseError =>
  new MemberhouseError(
    `MEMBERHOUSE_POSTGRES=container: cannot run containers here (${cause instanceof Error ? cause.message : String(cause)}).`,
    {
      hint: 'Start Docker, or unset MEMBERHOUSE_POSTGRES to run Postgres without a container.',
      cause,
    },
  )
