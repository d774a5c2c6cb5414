import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { plainSession } from '../engine/postgres/plain_session.ts'
import type { Node } from '../engine/project/node.ts'
import { withClient } from './by_hand.ts'
import { figure, timed, type Figure } from './machine.ts'

/** Pairs of a model's select and the SQL in a folder of bench/, written for speed alone, which must return the same rows, each into a new table. */
export async function compareSelects(url: string, nodes: readonly Node[], as_of: string, folder: string, pairs: number): Promise<Figure[]> {
  const fast = readdirSync(join(import.meta.dirname, folder)).map((file) => ({
    node: nodes.find(({ name }) => name === file.replace('.sql', ''))!,
    select: readFileSync(join(import.meta.dirname, folder, file), 'utf8'),
  }))
  return withClient(url, async (client) => {
    await client.query(`begin; ${plainSession.replaceAll('set local', 'set')}; set memberhouse.as_of = '${as_of}'; commit`)
    const figures: Figure[] = []
    for (const { node, select } of fast) {
      const columns = node.columns.map(({ name }) => name).join(', ')
      const difference = await client.query<{ rows: number }>(
        `with fast as (select ${columns} from (${select}) as fast), own as (select ${columns} from ${node.name})
         select count(*)::integer as rows from (
             (select * from fast except all select * from own) union all (select * from own except all select * from fast)
         ) as different`,
      )
      if (difference.rows[0]!.rows > 0) throw new Error(`${node.name}: ${difference.rows[0]!.rows} rows differ from bench/${folder}`)
      const ratios: number[] = []
      for (let pair = 0; pair < pairs; pair++) {
        const [own, hand] = [() => fill(client, node.select!), () => fill(client, select)]
        const first = await (pair % 2 === 0 ? own : hand)()
        const second = await (pair % 2 === 0 ? hand : own)()
        ratios.push(pair % 2 === 0 ? first / second : second / first)
      }
      figures.push(figure(`${node.name} : SQL written for speed`, '×', ratios, { at_most: 1.3 }))
      console.log(`${node.name}: the same rows, ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} × SQL written for speed`)
    }
    return figures
  })
}

async function fill(client: pg.Client, select: string): Promise<number> {
  const { seconds } = await timed(() => client.query(`create unlogged table attempt as ${select}`))
  await client.query('drop table attempt')
  return seconds
}
