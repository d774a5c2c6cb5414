import { identifier, literal } from '../postgres/database.ts'
import type { Node } from '../project/node.ts'

/**
 * The view that readers see: the rows of the version that their release holds, by the condition of its store. An init plan runs when its
 * value is first asked for. Pruning asks before any row is read, so that a reader gets an error and not an empty answer; but the planner
 * prunes nothing while there is one partition, so two always exist; nor below some aggregates of `enable_partitionwise_aggregate`, so one
 * of them holds a row, of no version.
 */
export function createView(node: Node, columns: string[], table: string, isVisible: (version: string) => string): string {
  const version = `(select meta.version_of(${literal(node.name)}))`
  const listed = columns.map((name) => identifier(name)).join(', ')
  return `create or replace view ${node.name} as select ${listed} from ${table} where ${isVisible(version)}`
}
