import { statfsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'

/** The settings of a local Postgres for this machine. All others keep their durable defaults. */
export function postgresSettings(port: number): string {
  const memory_mb = memoryMb()
  const cores = availableParallelism()
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    max_connections: 100,
    // A view over many versions takes dozens of locks, and a plan over many views takes thousands.
    max_locks_per_transaction: 512,
    shared_buffers: `${within(memory_mb / 8, 128, 4096)}MB`,
    effective_cache_size: `${within(memory_mb / 2, 512, 65_536)}MB`,
    work_mem: `${within(memory_mb / 128, 16, 256)}MB`,
    maintenance_work_mem: `${within(memory_mb / 32, 64, 1024)}MB`,
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    // JIT compilation of a plan over partitions costs more than it saves.
    jit: 'off',
    max_parallel_workers: Math.max(2, cores),
    max_parallel_workers_per_gather: within(cores / 2, 2, 4),
    max_parallel_maintenance_workers: within(cores / 2, 2, 4),
    ...(hasSmallSharedMemory() ? { dynamic_shared_memory_type: 'sysv' } : {}),
  }
  return `${Object.entries(settings)
    .map(([name, value]) => `${name} = ${typeof value === 'number' ? value : `'${value}'`}`)
    .join('\n')}\n`
}

const within = (value: number, least: number, most: number): number => Math.round(Math.min(most, Math.max(least, value)))

// In a container, its memory limit counts. Without a limit, the value is 0 or larger than the total.
function memoryMb(): number {
  const total = totalmem()
  const limit = process.constrainedMemory?.() ?? 0
  return (limit > 0 && limit < total ? limit : total) / 1024 ** 2
}

// Containers often have only 64 MB in /dev/shm, too little for a parallel hash join.
function hasSmallSharedMemory(): boolean {
  try {
    const { blocks, bsize } = statfsSync('/dev/shm')
    return blocks * bsize < 1024 ** 3
  } catch {
    return false
  }
}
