import type { Input } from 'memberhouse'
import { expect, test } from 'vitest'
import memberClusters from '../../../statistics/cluster/member_cluster.ts'

type Row = { one_id: number; business_line: string; cluster: number; cluster_count: number }

const input = (rows: Iterable<(string | null)[]>) => rows as unknown as Input
async function clusters(buyers: Iterable<(string | null)[]>, ...counts: [string, number][]): Promise<Row[]> {
  const rows: Row[] = []
  const inputs = { buyer: input(buyers), count: input(counts.map(([line, count]) => [line, String(count)])) }
  for await (const row of memberClusters(inputs, { as_of: '2026-06-01', is_first: true })) rows.push(row as Row)
  return rows
}

/** Buyers of three kinds in turn: little and long ago, usual, much and recent. The figures vary a little. */
function* threeKinds(line: string, count: number): Generator<string[]> {
  for (let at = 0; at < count; at++) {
    const kind = at % 3
    const vary = 1 + ((at * 7919) % 100) / 500
    yield [
      line,
      String(1_000_000 + at),
      String(Math.round([300, 60, 5][kind]! * vary)),
      String([1, 4, 20][kind]),
      String([40, 400, 4000][kind]! * vary),
    ]
  }
}

test('all buyers of a line larger than the sample are assigned, each line by itself, and twice the same', async () => {
  const rows = () => clusters([...threeKinds('*', 9_000), ...threeKinds('food', 30)], ['*', 3], ['food', 3])
  const first = await rows()
  expect(first.map(({ cluster }) => cluster)).toEqual(Array.from({ length: 9_030 }, (_, at) => [3, 2, 1][at % 3]))
  expect(first.at(-1)).toEqual({ one_id: 1_000_029, business_line: 'food', cluster: 1, cluster_count: 3 })
  expect(await rows()).toEqual(first)
})

test('a buyer more changes the cluster of few: a night does not turn the clusters around', async () => {
  const before = await clusters(threeKinds('*', 3000), ['*', 5])
  const after = await clusters(threeKinds('*', 3030), ['*', 5])
  const changed = before.filter(({ cluster }, at) => after[at]!.cluster !== cluster)
  expect(changed.length).toBeLessThan(60)
})
