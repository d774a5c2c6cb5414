import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bigint, full, integer, text } from '../../engine/project/contract.ts'
import { readProject } from '../../engine/project/read_project.ts'
import { model, openWarehouse } from '../support/project.ts'

const audit = 'audit.points_add_up'
const { definitions } = await readProject(join(import.meta.dirname, '../..'))

const points = (rows: string) =>
  model(
    'dwd.fct_point',
    {
      grain: ['entry_id'],
      kind: full(),
      columns: { entry_id: text('Entry.'), account_key: bigint('Account.', { nullable: true }), points: integer('Points.') },
    },
    `select entry_id, account_key::bigint as account_key, points from (values ${rows}) as entries (entry_id, account_key, points)`,
  )
const uses = (rows: string) =>
  model(
    'dwd.point_use',
    {
      grain: ['use_entry_id', 'part_no'],
      kind: full(),
      columns: {
        use_entry_id: text('Use.'),
        part_no: bigint('Part.'),
        issue_entry_id: text('Issue.', { nullable: true }),
        account_key: bigint('Account.'),
        points: bigint('Points.'),
      },
    },
    `select use_entry_id, part_no::bigint as part_no, issue_entry_id, account_key::bigint as account_key, points::bigint as points
     from (values ${rows}) as parts (use_entry_id, part_no, issue_entry_id, account_key, points)`,
  )

const ledger = "('I1', 1, 100), ('U1', 1, -30), ('U2', 1, -90), ('N1', null, -5), ('N2', 1, 0)"
const whole = "('U1', 1, 'I1', 1, 30), ('U2', 1, 'I1', 1, 70), ('U2', 2, null, 1, 20)"

test('parts that differ from their use, and issues consumed beyond their points, fail the build', async () => {
  const parts = [...definitions.filter(({ name }) => name === audit), points(ledger), uses(whole)]
  const house = await openWarehouse(parts)
  const build = async (rows: string) => {
    await house.change([parts[0]!, points(ledger), uses(rows)])
    const { run_id } = await house.build({ as_of: '2026-01-01' })
    return (await house.nodes(run_id))[audit]
  }
  try {
    expect((await house.build({ as_of: '2026-01-01' })).state).toBe('published')
    for (const broken of [
      "('U1', 1, 'I1', 1, 30), ('U2', 1, 'I1', 1, 70)",
      "('U1', 1, 'I1', 1, 30)",
      "('U1', 1, 'I1', 1, 30), ('U2', 1, 'I1', 1, 90)",
      `${whole}, ('X1', 1, null, 1, 5)`,
      "('U1', 1, 'I1', 2, 30), ('U2', 1, 'I1', 1, 70), ('U2', 2, null, 1, 20)",
    ])
      expect(await build(broken), broken).toMatchObject({ state: 'failed' })
  } finally {
    await house.close()
  }
})
