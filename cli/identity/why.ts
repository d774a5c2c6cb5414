import type { Command } from 'commander'
import type { Answer, Evidence, Obstacle } from './answer_why.ts'
import type { PersonDecision } from './read_decisions.ts'

/** Adds `why` to `memberhouse identity`. */
export function addWhy(identity: Command): void {
  identity
    .command('why <account> <other>')
    .description('show the evidence that makes two accounts one member, or what keeps them apart')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  memberhouse identity why crm:M0000012 pos:C0000345\n')
    .action(async (account: string, other: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { answerWhy } = await import('./answer_why.ts')
      const { findAccount } = await import('./find_accounts.ts')
      await withWarehouse(async ({ database }) => {
        const answer = await answerWhy(database, await findAccount(database, account), await findAccount(database, other))
        console.log(options.json ? JSON.stringify(answer, null, 2) : describeAnswer(answer, account, other))
      })
    })
}

function describeAnswer({ one_id, other_one_id, chain, obstacles, overruled }: Answer, account: string, other: string): string {
  const overruledLines = overruled.map((decision) => `  ${describeDecision(decision)}; overridden by a newer decision`)
  if (one_id === other_one_id) {
    const lines = chain.map((tie) => `  ${tie.one} and ${tie.other}: ${describeTie(tie)}`)
    const setAside = '  They were one member before and keep its id: their cluster is set aside (dwd.identity_stop).'
    return [
      `${account} and ${other} are member ${one_id}.`,
      ...(lines.length > 0 ? lines : [account === other ? '  It is one account.' : setAside]),
      ...overruledLines,
    ].join('\n')
  }
  const lines = [...obstacles.map(describeObstacle), ...overruledLines]
  return [
    `${account} is member ${one_id}, ${other} is member ${other_one_id}.`,
    ...(lines.length > 0 ? lines : ['  They share no identifier, and nobody has linked them.']),
  ].join('\n')
}

const describeObstacle = ({ detail, tie }: Obstacle): string =>
  tie ? `  ${tie.one} and ${tie.other} are ${describeTie(tie)}, ${detail}` : `  ${detail}`

const describeDecision = ({ action, about, decided_by, decided_at, reason }: PersonDecision): string =>
  `${decided_by} decided on ${decided_at.toISOString().slice(0, 10)} to ${action} ${about}: ${reason}`

function describeTie({ by, type, value, agreeing_type, agreeing_value, reason, probability, weights }: Evidence): string {
  if (by === 'person') return `linked by ${reason}`
  if (by === 'value') return `${type} ${value}${agreeing_type ? ` and ${agreeing_type} ${agreeing_value}` : ''}`
  const parts = Object.entries(weights ?? {}).map(([name, weight]) => `${name} ${weight >= 0 ? '+' : ''}${weight.toFixed(1)}`)
  return `alike with a probability of ${probability!.toFixed(4)} (weights in bits: ${parts.join(', ')})`
}
