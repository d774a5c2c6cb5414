import { existsSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Config } from '../../../engine/project/config.ts'
import { append, bigint, full, moved, numeric, source, text } from '../../../engine/project/contract.ts'
import { notify, type RunMessage } from '../../../engine/run/notify.ts'
import { makeHome } from '../../support/home.ts'
import { model, openWarehouse, type Warehouse } from '../../support/project.ts'

const parts = (amount: string) => [
  model('ods.sale', {
    kind: source({ files: 'sale*.csv', key: ['member'], deletion: append() }),
    columns: { member: bigint('Who.'), amount: text('How much.') },
  }),
  model(
    'dws.sum',
    { kind: full(), grain: ['member'], columns: { member: bigint('Who.'), amount: numeric('How much.') }, audits: [moved({ by: 0.1 })] },
    `select member, ${amount} as amount from ods.sale`,
  ),
]

let house: Warehouse
let folder: string
let receiver: Server
let answer: () => number
const received: { text: string; type: string | undefined }[] = []
const logged: string[] = []

beforeEach(async () => {
  house = await openWarehouse(parts('amount::numeric'))
  await house.load('sale_1.csv', 'member,amount\n1,10\n')
  folder = makeHome()
  received.splice(0)
  logged.splice(0)
  answer = () => 204
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString()))
    request.on('end', () => {
      received.push({ text: body, type: request.headers['content-type'] })
      const code = answer()
      if (code !== 0) response.writeHead(code).end()
    })
  })
  await new Promise<void>((ready) => receiver.listen(0, '127.0.0.1', ready))
})
afterEach(async () => {
  receiver.closeAllConnections()
  receiver.close()
  await house.close()
  rmSync(folder, { recursive: true })
})

const hookUrl = () => `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/secret-key`
const callHooks = (hooks: Pick<Config, 'on_run_finished' | 'on_run_parked'>, run: number, more = {}) =>
  notify({ project: folder, ...hooks }, house.database, run, { log: (line) => logged.push(line), waits_ms: [1, 1], ...more })
const failures = () => house.query(`select run_id, detail from meta.run_event where event = 'hook failed'`)

test('a URL receives the state of a finished run; a repeated message has the same id', async () => {
  const { run_id, effective_at } = await house.build({ as_of: '2026-01-02' })
  await callHooks({ on_run_finished: { url: hookUrl() } }, run_id)
  await callHooks({ on_run_finished: { url: hookUrl() } }, run_id)
  expect(received).toHaveLength(2)
  expect(received[0]!.type).toBe('application/json')
  expect(received[1]!.text).toBe(received[0]!.text)
  expect(JSON.parse(received[0]!.text)).toEqual({
    id: expect.stringMatching(/^run-1-\d+$/) as string,
    event: 'run_finished',
    run_id,
    state: 'published',
    as_of: '2026-01-02',
    actor: 'tester',
    started_at: expect.any(String) as string,
    ended_at: expect.any(String) as string,
    release: run_id,
    effective_at: effective_at!.toISOString(),
    detail: null,
    failed_nodes: [],
    closed_gates: [],
    parked_until: null,
    what_to_do: `nothing; look at it with: memberhouse release show ${run_id}`,
  })
  expect(await failures()).toEqual([])
})

test('a command receives on stdin the failed nodes of a parked run and the possible actions, but no row data', async () => {
  await house.load('sale_2.csv', 'member,amount\n2,x4711\n')
  const { run_id, state } = await house.build({ as_of: '2026-01-02' })
  expect(state).toBe('parked')
  expect(JSON.stringify(await house.query('select error from meta.run'))).toContain('x4711')
  const hooks = { on_run_parked: { command: ['sh', '-c', 'cat > message.json', 'sh'] }, on_run_finished: { command: ['false'] } }
  await callHooks(hooks, run_id)
  const given = readFileSync(join(folder, 'message.json'), 'utf8')
  expect(JSON.parse(given)).toMatchObject({
    event: 'run_parked',
    state: 'parked',
    failed_nodes: ['dws.sum'],
    detail: 'failed: dws.sum',
    parked_until: expect.any(String) as string,
    release: null,
    what_to_do: `look at it with: memberhouse run show ${run_id}, then: memberhouse run retry ${run_id}, or: memberhouse run skip ${run_id}, or: memberhouse run cancel ${run_id}`,
  } satisfies Partial<Record<keyof RunMessage, unknown>>)
  expect(given).not.toContain('4711')
  expect(logged).toEqual([`on_run_parked called: run ${run_id} is parked`])
})

test('a message about a closed gate has its name and the command to approve the run', async () => {
  await house.build({ as_of: '2026-01-02' })
  await house.load('sale_2.csv', 'member,amount\n2,20\n')
  const { run_id } = await house.build({ as_of: '2026-01-03' })
  await callHooks({ on_run_parked: { url: hookUrl() } }, run_id)
  expect(JSON.parse(received[0]!.text)).toMatchObject({
    failed_nodes: [],
    closed_gates: ['dws.sum: moved(count(*), 0.1)'],
    detail: 'closed gates: dws.sum: moved(count(*), 0.1)',
    what_to_do: expect.stringContaining(`memberhouse run approve ${run_id}`) as string,
  })
})

test('a message about a date that waits for an approval says why', async () => {
  await house.build({ as_of: '2026-01-02' })
  const { run_id } = await house.build({ as_of: '2026-03-02' })
  await callHooks({ on_run_parked: { url: hookUrl() } }, run_id)
  const why = 'as_of 2026-03-02 is 59 days after 2026-01-02, the as_of of release 1 (max_as_of_step_days: 31)'
  expect(JSON.parse(received[0]!.text)).toMatchObject({ closed_gates: [why], detail: `closed gates: ${why}` })
})

test('a failing hook is tried three times, then logged and recorded; the run keeps its state', async () => {
  const { run_id } = await house.build({ as_of: '2026-01-02' })
  answer = () => 500
  await callHooks({ on_run_finished: { url: hookUrl() } }, run_id)
  expect(received).toHaveLength(3)
  const host = new URL(hookUrl()).host
  expect(await failures()).toEqual([{ run_id, detail: `on_run_finished failed: ${host} answered 500` }])
  expect(logged.join('\n')).not.toContain('secret-key')
  expect(await house.query('select state from meta.run')).toEqual([{ state: 'published' }])
  let requests = 0
  answer = () => (++requests < 3 ? 503 : 200)
  await callHooks({ on_run_finished: { url: hookUrl() } }, run_id)
  expect(requests).toBe(3)
  expect(await failures()).toHaveLength(1)
})

test('a hook that exceeds the time limit is killed with its child processes', async () => {
  const { run_id } = await house.build({ as_of: '2026-01-02' })
  // The child of the shell would write a file later: it must be killed too.
  const command = ['sh', '-c', '(sleep 2; touch late) & wait']
  await callHooks({ on_run_finished: { command } }, run_id, { time_limit_ms: 300, waits_ms: [] })
  answer = () => 0
  await callHooks({ on_run_finished: { url: hookUrl() } }, run_id, { time_limit_ms: 300, waits_ms: [] })
  await callHooks({ on_run_finished: { command: ['no-such-program'] } }, run_id, { waits_ms: [] })
  const details = (await failures()).map(({ detail }) => detail)
  expect(details).toEqual([
    'on_run_finished failed: sh did not end within 0.3 s',
    `on_run_finished failed: ${new URL(hookUrl()).host}: no answer within 0.3 s`,
    'on_run_finished failed: spawn no-such-program ENOENT',
  ])
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(existsSync(join(folder, 'late'))).toBe(false)
})

test('does nothing without a hook for the event', async () => {
  const { run_id } = await house.build({ as_of: '2026-01-02' })
  await callHooks({ on_run_parked: { command: ['false'] } }, run_id)
  expect([logged, await failures()]).toEqual([[], []])
})
