import type { Command } from 'commander'
import type { Database } from '../../engine/postgres/database.ts'
import type { PersonDecision } from './read_decisions.ts'

type Options = { reason: string }
type Decision = Partial<Record<'source' | 'source_account_id' | 'other_source' | 'other_source_account_id' | 'type' | 'value', string>>

/** Adds `link`, `unlink`, `block` and `allow` to `memberhouse identity`. */
export function addDecisions(identity: Command): void {
  const pairs = [
    ['link', 'decide that two accounts are one member'],
    ['unlink', 'decide that two accounts are not one member'],
  ] as const
  for (const [action, description] of pairs) {
    identity
      .command(`${action} <account> <other>`)
      .description(`${description}; takes effect in the next build and overrides all rules and limits`)
      .requiredOption('--reason <words>', 'why; recorded with the decision')
      .addHelpText('after', `\nExample:\n  memberhouse identity ${action} crm:M0000012 app:A0000345 --reason "called on 12 May"\n`)
      .action(async (account: string, other: string, { reason }: Options) => {
        const { findAccount } = await import('./find_accounts.ts')
        const { newestDecision } = await import('./read_decisions.ts')
        const { UsageError } = await import('../../engine/base/errors.ts')
        await decide(action, reason, async (database) => {
          const [one, second] = [await findAccount(database, account), await findAccount(database, other)]
          if (one.account_key === second.account_key) throw new UsageError(`${account} is given twice: give two accounts`)
          return {
            row: {
              ...{ source: one.source, source_account_id: one.source_account_id },
              ...{ other_source: second.source, other_source_account_id: second.source_account_id },
            },
            previous: await newestDecision(database, { account_key: one.account_key, other_account_key: second.account_key }),
            warning: action === 'link' ? await warnOfLimits(database, one.one_id, second.one_id) : null,
          }
        })
      })
  }
  const values = [
    ['block', 'stop a value from linking accounts, such as the phone number of a store'],
    ['allow', 'let a value link accounts although a guard blocked it'],
  ] as const
  for (const [action, description] of values) {
    identity
      .command(`${action} <type> <value>`)
      .description(`${description}; takes effect in the next build`)
      .requiredOption('--reason <words>', 'why; recorded with the decision')
      .addHelpText('after', `\nExample:\n  memberhouse identity ${action} phone "021 5555 0000" --reason "line of the head office"\n`)
      .action(async (type: string, value: string, { reason }: Options) => {
        const { default_region, normalise } = await import('../../identity/normalise/normalise.ts')
        const { UsageError } = await import('../../engine/base/errors.ts')
        const normalised = normalise(type, value, { default_region, as_of: '9999-12-31' })
        if (normalised === null) throw new UsageError(`'${value}' is not a valid ${type}: it is ignored and links nothing anyway`)
        const { newestDecision } = await import('./read_decisions.ts')
        const row = { type, value: normalised }
        await decide(action, reason, async (database) => ({ row, previous: await newestDecision(database, row) }))
      })
  }
}

/** Loads the decision as one row of `ods.identity_decision`, like a row of any other source. */
async function decide(
  action: string,
  reason: string,
  read: (database: Database) => Promise<{ row: Decision; previous: PersonDecision | undefined; warning?: string | null }>,
): Promise<void> {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const { randomUUID } = await import('node:crypto')
  const { actor, withWarehouse } = await import('../warehouse.ts')
  const { loadPaths } = await import('../data/load_paths.ts')
  await withWarehouse(async (warehouse) => {
    const decided_at = new Date().toISOString()
    const decision_id = randomUUID()
    const { row: subject, previous, warning } = await read(warehouse.database)
    const row = { decision_id, action, ...subject, reason, decided_by: actor(), decided_at }
    const columns = ['decision_id', 'action', 'source', 'source_account_id', 'other_source', 'other_source_account_id', 'type', 'value']
    const all = [...columns, 'reason', 'decided_by', 'decided_at']
    const field = (name: string) => `"${((row as Record<string, string>)[name] ?? '').replaceAll('"', '""')}"`
    const folder = mkdtempSync(join(tmpdir(), 'memberhouse-decision-'))
    try {
      const file = join(folder, `identity_decision_${decision_id}.csv`)
      writeFileSync(file, `${all.join(',')}\n${all.map(field).join(',')}\n`)
      const [outcome] = await loadPaths(warehouse, [file], () => {})
      if (outcome!.error) throw outcome!.error
      console.log(`Recorded: ${action}, by ${row.decided_by}. It takes effect in the next build: memberhouse build`)
      if (warning) console.log(warning)
      if (previous && previous.action !== action)
        console.log(
          `It overrides the decision of ${previous.decided_by} on ${previous.decided_at.toISOString().slice(0, 10)}: ${previous.action}, ${previous.reason}`,
        )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** A warning when a link exceeds limits: the link overrides them, but other ties of these members may be dropped. */
async function warnOfLimits(database: Database, one_id: number, other_one_id: number): Promise<string | null> {
  if (one_id === other_one_id) return null
  const { readRows } = await import('./find_accounts.ts')
  const [found] = await readRows<{ passed: string | null }>(
    database,
    `select string_agg(passed.value_count || ' ' || passed.type || ' (limit ' || passed.limit_per_member || ')', '; ' order by passed.rule) as passed
     from (
         select rule.rule, rule.type, rule.limit_per_member, count(distinct edge.value_key) as value_count
         from dwd.match_rule as rule
         inner join dwd.identity_edge as edge on edge.rule = rule.rule
         inner join dwd.one_id_map as held on held.account_key = edge.account_key
         where held.one_id in ($1, $2)
         group by rule.rule, rule.type, rule.limit_per_member
         having count(distinct edge.value_key) > rule.limit_per_member
     ) as passed`,
    [one_id, other_one_id],
  )
  if (!found || found.passed === null) return null
  return `Together their members have ${found.passed}: other accounts may split off. After the build, see what changed with: memberhouse identity explain ${one_id}`
}
