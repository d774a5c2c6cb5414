import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test, onTestFinished } from 'vitest'
import { withLock } from '../../local/base/lock.ts'
import { makeHome } from '../support/home.ts'

function lockFile(): string {
  const home = makeHome()
  onTestFinished(() => rmSync(home, { recursive: true }))
  return join(home, 'lock')
}

test('work under one lock never overlaps, even if several find it held by a dead process', async () => {
  const file = lockFile()
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'before the last restart' }))
  const events: string[] = []
  const work = (name: number) =>
    withLock(
      file,
      () => {},
      async () => {
        events.push(`begin ${name}`)
        await sleep(5)
        events.push(`end ${name}`)
      },
    )
  await Promise.all([1, 2, 3, 4].map(work))
  const order = events.filter((_, index) => index % 2 === 0).map((event) => event.replace('begin ', ''))
  expect(events).toEqual(order.flatMap((name) => [`begin ${name}`, `end ${name}`]))
  expect(order).toHaveLength(4)
})

test('a waiting process reports the holder, and a lock is released when the work fails', async () => {
  const file = lockFile()
  const said: string[] = []
  const failing = withLock(
    file,
    () => {},
    async () => {
      await sleep(100)
      throw new Error('failed')
    },
  )
  const waiting = withLock(
    file,
    (line) => void said.push(line),
    async () => 'done',
  )
  await expect(failing).rejects.toThrow('failed')
  expect(await waiting).toBe('done')
  expect(said).toEqual([`Waiting for process ${process.pid}, which holds the lock`])
})

test('a folder that is not writable is reported', async () => {
  const file = lockFile()
  writeFileSync(file, '')
  await expect(
    withLock(
      join(file, 'inside'),
      () => {},
      async () => {},
    ),
  ).rejects.toThrow(`Cannot write to ${file}`)
})
