import { expect, test } from 'vitest'
import identifiers from '../../identity/identifier.ts'
import { inputOf } from '../support/identity/resolve_night.ts'

const at = '2026-01-01 00:00:00+00'
const run = async (raw: string[][], types: string[] = ['phone']) => {
  const inputs = {
    rule: inputOf(types.map((type) => [type])),
    junk: inputOf([]),
    raw: inputOf(raw.map(([account, type, value]) => [account!, type!, value!, 'crm', at, at])),
  }
  const rows: Record<string, unknown>[] = []
  for await (const row of identifiers(inputs, { as_of: '2026-02-01', is_first: true })) rows.push(row)
  return rows.map(({ account_key, type, value }) => `${account_key as string} ${type as string} ${value as string}`)
}

test('a rule for an unknown identifier type fails', async () => {
  await expect(run([], ['phone', 'fax'])).rejects.toThrow(/unknown identifier type 'fax'/)
})

test('a phone of 400 characters is invalid and a name in an unexpected script is kept', async () => {
  expect(
    await run([
      ['1', 'phone', '1'.repeat(400)],
      ['1', 'name', 'ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ'],
      ['2', 'phone', '13812340001'],
    ]),
  ).toEqual(['1 name ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ', '1 spoken_name ᚠᚢᚦᚨᚱᚲ ᛏᛒᛖ', '2 phone +8613812340001'])
})
