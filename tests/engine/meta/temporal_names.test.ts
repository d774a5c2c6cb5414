import pg from 'pg'
import { expect, inject, onTestFinished, test } from 'vitest'
import { isOwnWorkflow, readTemporalNames, type TemporalNames } from '../../../engine/meta/temporal_names.ts'
import { createTestDatabase } from '../../support/database.ts'

async function connected<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client(url)
  await client.connect()
  return work(client).finally(() => client.end())
}
const namesOf = (url: string): Promise<TemporalNames> => connected(url, readTemporalNames)
const onServer = (statement: string) => connected(inject('server_url'), (server) => server.query(statement))

test('a copy of a database has other names than its original, so their runs do not mix', async () => {
  // Both are copies of one template, made as createdb -T does.
  const [one, other] = [await createTestDatabase(), await createTestDatabase()]
  onTestFinished(async () => void (await Promise.all([one.drop(), other.drop()])))
  const [ofOne, ofOther] = [await namesOf(one.url), await namesOf(other.url)]
  for (const name of ['taskQueue', 'scheduleId', 'workflowId'] as const) expect(ofOne[name]).not.toBe(ofOther[name])
  expect(isOwnWorkflow(`${ofOne.workflowId}:1`, ofOne)).toBe(true)
  expect(isOwnWorkflow(`${ofOne.workflowId}:1`, ofOther)).toBe(false)
})

test('a renamed database keeps its queue, its schedule and its workflows; only what people see follows the name', async () => {
  const { url } = await createTestDatabase()
  const before = await namesOf(url)
  const renamed = new URL(url)
  renamed.pathname = `${before.database}_renamed`
  await onServer(`alter database ${before.database} rename to ${before.database}_renamed`)
  onTestFinished(async () => void (await onServer(`drop database ${before.database}_renamed`)))
  expect(await namesOf(renamed.href)).toEqual({
    ...before,
    database: `${before.database}_renamed`,
    label: { memo: { database: `${before.database}_renamed` }, staticSummary: `Database ${before.database}_renamed` },
  })
})

test('a role that may not read the id of the server gets the grant that is missing; by default, every role may', async () => {
  const { url, drop } = await createTestDatabase()
  onTestFinished(drop)
  await connected(url, async (client) => {
    const role = `names_${process.pid}`
    await client.query(`create role ${role}`)
    const names = await readTemporalNames(client)
    await client.query(`set role ${role}`)
    expect(await readTemporalNames(client)).toEqual(names)
    await client.query('reset role')
    await client.query('revoke execute on function pg_control_system() from public')
    await client.query(`set role ${role}`)
    await expect(readTemporalNames(client)).rejects.toMatchObject({
      message: 'The database cannot be identified: permission denied for function pg_control_system',
      hint: expect.stringContaining('grant execute on function pg_control_system() to') as string,
    })
    await client.query('reset role')
    await client.query(`drop role ${role}`)
  })
})
