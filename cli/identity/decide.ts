import type { Command } from 'commander'
import type { Database } from '../../engine/postgres/database.ts'
import type { Word } from './read_decisions.ts'

type Told = { reason: string }
type Decision = Partial<Record<'source' | 'source_account_id' | 'other_source' | 'other_source_account_id' | 'type' | 'value', string>>

/** Adds `link`, `unlink`, `block` and `allow` to `memberhouse identity`. */
export function addDecisions(identity: Command): void {
  const pairs = [
    ['link', 'say that two accounts are one member'],
    ['unlink', 'say that two accounts are not one member'],
  ] as const
  for (const [action, description] of pairs) {
    identity
      .command(`${action} <account> <other>`)
      .description(`${description}; holds from the next build on, before every rule and limit`)
      .requiredOption('--reason <words>', 'why: kept with the decision')
      .addHelpText('after', `\nExample:\n  memberhouse identity ${action} crm:M0000012 app:A0000345 --reason "called on 12 May"\n`)
      .action(async (account: string, other: string, { reason }: Told) => {
        const { findAccount } = await import('./find_accounts.ts')
        const { wordOf } = await import('./read_decisions.ts')
        const { UsageError } = await import('../../engine/base/errors.ts')
        await decide(action, reason, async (database) => {
          const [one, second] = [await findAccount(database, account), await findAccount(database, other)]
          if (one.account_key === second.account_key) throw new UsageError(`${account} is one account: give two`)
          return {
            row: {
              ...{ source: one.source, source_account_id: one.source_account_id },
              ...{ other_source: second.source, other_source_account_id: second.source_account_id },
            },
            said: await wordOf(database, { account_key: one.account_key, other_account_key: second.account_key }),
            warning: action === 'link' ? await warningOf(database, one.one_id, second.one_id) : null,
          }
        })
      })
  }
  const values = [
    ['block', 'let a value link nobody, such as a phone that a whole shop gives'],
    ['allow', 'let a value link, though a guard blocked it'],
  ] as const
  for (const [action, description] of values) {
    identity
      .command(`${action} <type> <value>`)
      .description(`${description}; holds from the next build on`)
      .requiredOption('--reason <words>', 'why: kept with the decision')
      .addHelpText('after', `\nExample:\n  memberhouse identity ${action} phone "021 5555 0000" --reason "line of the head office"\n`)
      .action(async (type: string, value: string, { reason }: Told) => {
        const { default_region, normalise } = await import('../../identity/normalise/normalise.ts')
        const { UsageError } = await import('../../engine/base/errors.ts')
        const normalised = normalise(type, value, { default_region, as_of: '9999-12-31' })
        if (normalised === null) throw new UsageError(`'${value}' is no ${type}: it says nothing, and links nothing already`)
        const { wordOf } = await import('./read_decisions.ts')
        const row = { type, value: normalised }
        await decide(action, reason, async (database) => ({ row, said: await wordOf(database, row) }))
      })
  }
}

/** Loads the decision as one row of `ods.identity_decision`, as any other source is loaded. */
async function decide(
  action: string,
  reason: string,
  read: (database: Database) => Promise<{ row: Decision; said: Word | undefined; warning?: string | null }>,
): Promise<void> {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const { randomUUID } = await import('node:crypto')
  const { actor, withWarehouse } = await import('../warehouse.ts')
  const { loadPaths } = await import('../data/load_paths.ts')
  const { UsageError } = await import('../../engine/base/errors.ts')
  if (reason.trim() === '') throw new UsageError('--reason: say why, for whoever asks later')
  await withWarehouse(async (warehouse) => {
    const decided_at = new Date().toISOString()
    const decision_id = randomUUID()
    const { row: of, said, warning } = await read(warehouse.database)
    const row = { decision_id, action, ...of, reason, decided_by: actor(), decided_at }
    const columns = ['decision_id', 'action', 'source', 'source_account_id', 'other_source', 'other_source_account_id', 'type', 'value']
    const all = [...columns, 'reason', 'decided_by', 'decided_at']
    const field = (name: string) => `"${((row as Record<string, string>)[name] ?? '').replaceAll('"', '""')}"`
    const folder = mkdtempSync(join(tmpdir(), 'memberhouse-decision-'))
    try {
      const file = join(folder, `identity_decision_${decision_id}.csv`)
      writeFileSync(file, `${all.join(',')}\n${all.map(field).join(',')}\n`)
      const [outcome] = await loadPaths(warehouse, [file], () => {})
      if (outcome!.error) throw outcome!.error
      console.log(`Noted: ${action}, by ${row.decided_by}. It holds from the next build on: memberhouse build`)
      if (warning) console.log(warning)
      if (said && said.action !== action)
        console.log(
          `It goes before what ${said.decided_by} said on ${said.decided_at.toISOString().slice(0, 10)}: ${said.action}, ${said.reason}`,
        )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
}

/** What a link would do to limits: it goes before them, and other ties, that count less than a word, give way. */
async function warningOf(database: Database, one_id: number, other_one_id: number): Promise<string | null> {
  if (one_id === other_one_id) return null
  const { readRows } = await import('./find_accounts.ts')
  const [found] = await readRows<{ passed: string | null }>(
    database,
    `select string_agg(passed.value_count || ' ' || passed.type || ', of at most ' || passed.limit_per_member, '; ' order by passed.rule) as passed
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
  return `Their members together have ${found.passed}: what ties other accounts to them may give way. See what changed after the build: memberhouse identity explain ${one_id}`
}
