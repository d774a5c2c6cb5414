import { withClient } from './by_hand.ts'

/** A node of a run and how long it took, its audits included. */
export type RunNode = { node: string; state: string; seconds: number; row_count: number | null; changed_count: number | null }

/** The nodes that a run built, the slowest first. */
export function runNodes(url: string, run_id: number): Promise<RunNode[]> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<RunNode>(
      `select node, state, extract(epoch from ended_at - started_at)::float8 as seconds, row_count::float8 as row_count,
           changed_count::float8 as changed_count
       from meta.run_node where run_id = ${run_id} and started_at is not null order by ended_at - started_at desc`,
    )
    return rows
  })
}

/** The seconds of some nodes, added up. */
export const sumOfSeconds = (nodes: { seconds: number }[]): number => nodes.reduce((sum, { seconds }) => sum + seconds, 0)
