import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeHome } from '../support/home.ts'

const project = join(import.meta.dirname, '../..')
const home = makeHome()
afterAll(() => rmSync(home, { recursive: true }))

/** Runs the command as a user types it, while no server runs. */
function memberhouse(args: string[], env: NodeJS.ProcessEnv = {}) {
  const { PATH } = process.env
  const run = spawnSync(process.execPath, [join(project, 'scripts', 'memberhouse.mjs'), ...args], {
    encoding: 'utf8',
    cwd: home,
    env: { PATH, MEMBERHOUSE_HOME: home, ...env },
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

test.each(['up', 'down', 'status', 'url'])('%s --help shows an example', (command) => {
  const { code, out } = memberhouse([command, '--help'])
  expect(out).toMatch(new RegExp(`Example:\\n +.*memberhouse ${command}`))
  expect(code).toBe(0)
})

test.each([[['dance']], [['url', 'fax']], [['url']], [['status', '--yaml']]])('%j is wrong usage: exit code 2', (args) => {
  const { code, err } = memberhouse(args)
  expect(err).toMatch(/^error: /)
  expect(code).toBe(2)
})

test('while no server runs, status reports it, url gives a hint, and down stops nothing', () => {
  const status = memberhouse(['status', '--json'])
  const { services } = JSON.parse(status.out) as { services: { name: string; state: string }[] }
  const states = services.map(({ name, state }) => `${name} ${state}`)
  expect(states).toEqual(['postgres stopped', 'temporal stopped', 'temporal-ui stopped', 'worker stopped'])
  expect(memberhouse(['url', 'postgres'])).toEqual({
    code: 1,
    out: '',
    err: 'Error: Postgres is not running.\nStart it with: memberhouse up\n',
  })
  expect(memberhouse(['down'])).toEqual({ code: 0, out: 'No local server is running\n', err: '' })
})

test('an invalid setting fails every command with its name and exit code 1', () => {
  const { code, err } = memberhouse(['status'], { MEMBERHOUSE_POSTGRES: 'oracle' })
  expect(err).toContain('MEMBERHOUSE_POSTGRES in the environment: expected "embedded" or "container", got "oracle"')
  expect(code).toBe(1)
})
