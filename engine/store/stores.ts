import type pg from 'pg'
import type { Node } from '../project/node.ts'
import { byChange } from './by_change/by_change.ts'
import { byVersion } from './by_version/by_version.ts'
import { stageSnapshot } from './snapshots.ts'
import type { Attempt, Staging, Store } from './store.ts'

/** The stores by the name that contracts and `meta.relation` give them. */
export const stores: Record<NonNullable<Node['store']>, Store> = { versions: byVersion, changes: byChange }

/** Prepares one attempt at a version of a model or a segment. */
export const stage = async (connection: pg.PoolClient, attempt: Attempt): Promise<Staging> =>
  attempt.node.store === null ? stageSnapshot(attempt) : stores[attempt.node.store].stage(connection, attempt)
