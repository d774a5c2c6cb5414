import type { Command } from 'commander'
import type { EventEvidence } from './event_evidence.ts'

// A value of more members is junk or belongs to a store: their accounts would fill pages.
const mostShown = 10

/** Adds `explain` to `memberhouse identity`. */
export function addExplain(identity: Command): void {
  identity
    .command('explain <who>')
    .description('show the members that a one_id, account or value belongs to: accounts, identifiers, history, decisions')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  memberhouse identity explain 1000042\n  memberhouse identity explain crm:M0000012\n  memberhouse identity explain "138 0013 8001"\n',
    )
    .action(async (who: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { findMembers, readRows } = await import('./find_accounts.ts')
      const { decisionsAbout } = await import('./read_decisions.ts')
      const { describeEvidence, namesOf, withNames } = await import('./event_evidence.ts')
      const { formatTable, moment } = await import('../../engine/base/format_table.ts')
      await withWarehouse(async ({ database }) => {
        const accounts = await findMembers(database, who)
        const ids = [...new Set(accounts.map(({ one_id }) => one_id))]
        if (ids.length > mostShown && !options.json) {
          console.log(`'${who}' belongs to ${ids.length} members. Explain one of them, such as ${ids.slice(0, mostShown).join(', ')}.`)
          console.log(`See whether the value is blocked: memberhouse sql "select * from dwd.identifier_block"`)
          return
        }
        const keys = accounts.map(({ account_key }) => account_key)
        const identifiers = await readRows<Record<string, unknown>>(
          database,
          `select account.source, account.source_account_id, identifier.type, identifier.value, identifier.first_seen_at::date as first_seen_on,
               coalesce(block.guard, '') as blocked_by
           from dwd.identifier as identifier
           inner join dwd.account as account on account.account_key = identifier.account_key
           left join dwd.identifier_block as block on block.type = identifier.type and block.value = identifier.value
           where identifier.account_key = any($1::bigint[])
           order by account.source, account.source_account_id, identifier.type, identifier.value`,
          [keys],
        )
        const events = await readRows<Record<string, unknown> & { evidence: EventEvidence[] }>(
          database,
          `select changed_on, changed_by_run as run, kind, one_id, nullif(other_one_id, 0) as other_one_id, account_count, evidence
           from dwd.one_id_event where one_id = any($1::bigint[]) or other_one_id = any($1::bigint[])
           order by changed_by_run, kind, one_id, other_one_id`,
          [ids],
        )
        const names = await namesOf(
          database,
          events.flatMap(({ evidence }) => evidence),
        )
        const namedEvents = events.map((event) => ({ ...event, evidence: event.evidence.map((one) => withNames(one, names)) }))
        const decisions = await decisionsAbout(database, ids)
        if (options.json) {
          console.log(JSON.stringify({ one_ids: ids, accounts, identifiers, events: namedEvents, decisions }, null, 2))
          return
        }
        const table = (title: string, rows: object[]) => {
          if (rows.length === 0) return
          const headings = Object.keys(rows[0]!)
          const shown = (value: unknown) => (value instanceof Date ? moment(value) : value)
          console.log(
            `\n${title}\n${formatTable(
              headings,
              rows.map((row) => Object.values(row).map(shown)),
            )}`,
          )
        }
        const merged =
          /^\d{7,16}$/.test(who) &&
          ids.length === 1 &&
          String(ids[0]) !== who &&
          events.some((event) => String(event['other_one_id']) === who)
        console.log(
          ids.length === 1
            ? `Member ${ids[0]}${merged ? `, into which ${who} was merged` : ''}`
            : `${ids.length} members: ${ids.join(', ')}`,
        )
        table(
          'Accounts',
          accounts.map(({ one_id, source, source_account_id, first_seen_on, cancelled_at }) => ({
            one_id,
            source,
            source_account_id,
            first_seen_on,
            cancelled_at,
          })),
        )
        table('Identifiers', identifiers)
        table(
          'What happened',
          namedEvents.map((event) => ({ ...event, evidence: event.evidence.map(describeEvidence).join('; ') })),
        )
        table(
          'What people decided',
          decisions.map(({ holds, ...decision }) => ({ ...decision, holds: holds ? 'yes' : 'no, overridden by a newer decision' })),
        )
      })
    })
}
