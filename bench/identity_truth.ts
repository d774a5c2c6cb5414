import { migrate } from '../engine/meta/migrate.ts'
import { scoreIdentity } from '../tests/support/identity/score_identity.ts'
import { saveResult, timed, withPostgres } from './machine.ts'

// How well the members of the demo retailer match its persons: npx tsx bench/identity_truth.ts [persons] [seed]
const persons = Number(process.argv[2] ?? 20_000)
const seed = Number(process.argv[3] ?? 1)

await withPostgres(async ({ url }) => {
  await migrate(url)
  const { seconds, result } = await timed(() => scoreIdentity(url, persons, seed))
  const { accounts, pairwise, findable, clusterwise, most_persons } = result
  await saveResult('identity_truth', url, [
    { what: 'persons', value: persons, unit: '' },
    { what: 'accounts', value: accounts, unit: '' },
    { what: 'pairwise precision', value: pairwise.precision, unit: '', at_least: 0.99 },
    { what: 'pairwise recall', value: pairwise.recall, unit: '' },
    { what: 'accounts that can be found', value: findable.accounts, unit: '' },
    { what: 'pairwise recall among these', value: findable.recall, unit: '', at_least: 0.95 },
    { what: 'clusters that are one whole person: precision', value: clusterwise.precision, unit: '' },
    { what: 'clusters that are one whole person: recall', value: clusterwise.recall, unit: '' },
    { what: 'most persons in one cluster', value: most_persons, unit: '', at_most: 2 },
    { what: 'generated, loaded, built', value: seconds, unit: 's' },
  ])
})
