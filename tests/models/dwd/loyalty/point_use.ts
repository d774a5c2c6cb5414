import { defineTests } from 'memberhouse'

const entry = (entry_id: string, day: number, points: number, type = points > 0 ? 'issue' : 'redeem', account_key = 1) => ({
  entry_id,
  account_key,
  type,
  points,
  occurred_at: `2026-06-${String(day).padStart(2, '0')}T12:00:00Z`,
  occurred_on: `2026-06-${String(day).padStart(2, '0')}`,
})
const part = (use_entry_id: string, part_no: number, issue_entry_id: string | null, points: number, is_overdrawn = false) => ({
  use_entry_id,
  part_no,
  issue_entry_id,
  points,
  is_overdrawn,
})

// A ledger without a pattern, and the parts that a loop over its two queues makes of it.
const ledger = Array.from({ length: 120 }, (_, n) => {
  const points = ((n * 7919) % 61) - 27
  return entry(`E${String(n).padStart(3, '0')}`, 1 + ((n * 31) % 28), points, undefined, n % 3)
})

function partsOf(entries: typeof ledger) {
  const inOrder = entries.toSorted((a, b) => a.occurred_at.localeCompare(b.occurred_at) || a.entry_id.localeCompare(b.entry_id))
  const parts: ReturnType<typeof part>[] = []
  for (const account of [0, 1, 2]) {
    const left = inOrder.filter(({ account_key, points }) => account_key === account && points > 0).map((issue) => ({ ...issue }))
    for (const use of inOrder.filter(({ account_key, points }) => account_key === account && points < 0)) {
      let wanted = -use.points
      for (let part_no = 1; wanted > 0; part_no++) {
        const issue = left[0]
        const points = Math.min(wanted, issue?.points ?? wanted)
        parts.push(part(use.entry_id, part_no, issue?.entry_id ?? null, points, issue === undefined || issue.occurred_at > use.occurred_at))
        wanted -= points
        if (issue && (issue.points -= points) === 0) left.shift()
      }
    }
  }
  return parts
}

export default defineTests('dwd.point_use', [
  {
    name: 'a use takes the oldest points that are left, over several issues, in whatever order the rows arrive',
    given: {
      'dwd.fct_point': [
        entry('U2', 5, -90),
        entry('I3', 4, 200),
        entry('U1', 3, -120),
        entry('I2', 2, 50),
        entry('I1', 1, 100),
        entry('J1', 1, 7, 'issue', 2),
      ],
    },
    expect: [part('U1', 1, 'I1', 100), part('U1', 2, 'I2', 20), part('U2', 1, 'I2', 30), part('U2', 2, 'I3', 60)],
  },
  {
    name: 'expiries and reversals consume issues like redemptions, and all of an issue can be consumed at once',
    given: {
      'dwd.fct_point': [entry('I1', 1, 100), entry('I2', 2, 50), entry('U1', 3, -100, 'reverse'), entry('U2', 4, -50, 'expire')],
    },
    expect: [
      { ...part('U1', 1, 'I1', 100), use_type: 'reverse', used_on: '2026-06-03', issued_on: '2026-06-01' },
      { ...part('U2', 1, 'I2', 50), use_type: 'expire', used_on: '2026-06-04', issued_on: '2026-06-02' },
    ],
  },
  {
    name: 'points used before they are added are taken from the next issue, and those never added from none',
    given: {
      'dwd.fct_point': [entry('I1', 1, 10), entry('U1', 2, -30), entry('I2', 3, 15), entry('U2', 4, -5), entry('V1', 4, -8, 'redeem', 2)],
    },
    expect: [
      part('U1', 1, 'I1', 10),
      part('U1', 2, 'I2', 15, true),
      part('U1', 3, null, 5, true),
      part('U2', 1, null, 5, true),
      part('V1', 1, null, 8, true),
    ],
  },
  {
    name: 'at the same moment a use can take the points that are added then, and equal moments go by number',
    given: {
      'dwd.fct_point': [entry('A', 1, -10), entry('B', 1, -10), entry('Y', 1, 15), entry('Z', 1, 15)],
    },
    expect: [part('A', 1, 'Y', 10), part('B', 1, 'Y', 5), part('B', 2, 'Z', 5)],
  },
  {
    name: 'the sign decides, not the type; entries without points or account use nothing',
    given: {
      'dwd.fct_point': [
        entry('I1', 1, 40, 'redeem'),
        entry('U1', 2, -40, 'issue'),
        entry('N1', 3, 0, 'redeem'),
        { ...entry('N2', 3, -5), account_key: null },
      ],
    },
    expect: [part('U1', 1, 'I1', 40)],
  },
  {
    name: 'a long ledger gives the same parts as a loop over its issues and uses',
    given: { 'dwd.fct_point': ledger },
    expect: partsOf(ledger),
  },
])
