import type { Command } from 'commander'
import type { Answer, Evidence, Obstacle } from './answer_why.ts'
import type { Word } from './read_decisions.ts'

/** Adds `why` to `memberhouse identity`. */
export function addWhy(identity: Command): void {
  identity
    .command('why <account> <other>')
    .description('show what makes two accounts one member, step by step, or what keeps them apart')
    .option('--json', 'as JSON')
    .addHelpText('after', '\nExample:\n  memberhouse identity why crm:M0000012 pos:C0000345\n')
    .action(async (account: string, other: string, options: { json?: boolean }) => {
      const { withWarehouse } = await import('../warehouse.ts')
      const { answerWhy } = await import('./answer_why.ts')
      const { findAccount } = await import('./find_accounts.ts')
      await withWarehouse(async ({ database }) => {
        const answer = await answerWhy(database, await findAccount(database, account), await findAccount(database, other))
        console.log(options.json ? JSON.stringify(answer, null, 2) : inWords(answer, account, other))
      })
    })
}

function inWords({ one_id, other_one_id, chain, obstacles, overruled }: Answer, account: string, other: string): string {
  const older = overruled.map((word) => `  ${wordInWords(word)}; a newer word goes before it`)
  if (one_id === other_one_id) {
    const lines = chain.map((tie) => `  ${tie.one} and ${tie.other}: ${tieInWords(tie)}`)
    const held = '  They were one and keep the id that they had: their cluster is set aside (dwd.identity_stop).'
    return [
      `${account} and ${other} are member ${one_id}.`,
      ...(lines.length > 0 ? lines : [account === other ? '  It is one account.' : held]),
      ...older,
    ].join('\n')
  }
  const lines = [...obstacles.map(obstacleInWords), ...older]
  return [
    `${account} is member ${one_id}, ${other} is member ${other_one_id}.`,
    ...(lines.length > 0 ? lines : ['  They share no identifier, and nobody said that they are one.']),
  ].join('\n')
}

const obstacleInWords = ({ detail, tie }: Obstacle): string =>
  tie ? `  ${tie.one} and ${tie.other} are ${tieInWords(tie)}, ${detail}` : `  ${detail}`

const wordInWords = ({ action, about, decided_by, decided_at, reason }: Word): string =>
  `${decided_by} said on ${decided_at.toISOString().slice(0, 10)} to ${action} ${about}: ${reason}`

function tieInWords({ by, type, value, agreeing_type, agreeing_value, reason, probability, weights }: Evidence): string {
  if (by === 'person') return `linked by ${reason}`
  if (by === 'value') return `${type} ${value}${agreeing_type ? ` and ${agreeing_type} ${agreeing_value}` : ''}`
  const parts = Object.entries(weights ?? {}).map(([name, weight]) => `${name} ${weight >= 0 ? '+' : ''}${weight.toFixed(1)}`)
  return `alike with a probability of ${probability!.toFixed(4)} (weights in bits: ${parts.join(', ')})`
}
