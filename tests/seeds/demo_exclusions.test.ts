import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { buildDemo } from '../support/build_demo.ts'
import { createTestDatabase } from '../support/database.ts'

const members = ['shop_member', 'mini_member', 'app_member', 'pos_member', 'crm_member', 'wecom_contact']
const orders = ['shop_order', 'shop_order_line', 'mall_order', 'mall_order_line', 'pos_line', 'product']
const reasonOf: Record<string, string> = { staff: 'staff', card_swiper: 'staff', reseller: 'reseller' }

test(
  'the rules exclude nearly all test accounts, staff and resellers of 3,000 demo persons, and nobody else',
  { timeout: 600_000 },
  async () => {
    const { url, drop } = await createTestDatabase()
    try {
      const demo = {
        persons: 3_000,
        seed: 1,
        sources: [...members, ...orders].map((name) => `ods.${name}`),
        select: '+dwd.excluded_account',
      }
      await buildDemo(url, demo, async (query, truth) => {
        const read = (name: string) =>
          parse(readFileSync(join(truth, `${name}.csv`), 'utf8'), { columns: true }) as Record<string, string>[]
        const role = new Map(read('person').map((row) => [row['person']!, row['role']!]))
        const owner = new Map(read('account_person').map((row) => [`${row['source']}:${row['source_account_id']}`, row['person']!]))
        const excluded = await query<{ account: string; reason: string }>(
          `select account.source || ':' || account.source_account_id as account, excluded.reason
         from dwd.excluded_account as excluded inner join dwd.account as account on account.account_key = excluded.account_key`,
        )
        const expected = (person: string) => (person === '' ? 'test' : (reasonOf[role.get(person)!] ?? 'none'))
        const wrong = excluded.filter(({ account, reason }) => expected(owner.get(account)!) !== reason)
        // Clerks type 11111111111 for some customers who give no phone, as test accounts have.
        expect(wrong.filter(({ account, reason }) => reason !== 'test' || !account.startsWith('pos:'))).toEqual([])
        expect(wrong.length).toBeLessThan(0.003 * owner.size)

        const found = new Set(excluded.map(({ account }) => owner.get(account)!))
        const shareFound = (roles: string[]) => {
          const all = [...role].filter(([, of]) => roles.includes(of)).map(([person]) => person)
          return all.filter((person) => found.has(person)).length / all.length
        }
        expect(shareFound(['card_swiper'])).toBe(1)
        expect(shareFound(['staff', 'card_swiper'])).toBeGreaterThan(0.8)
        // A reseller who neither writes the trade behind the name nor bought anything yet is not found.
        expect(shareFound(['reseller'])).toBeGreaterThan(0.5)
      })
    } finally {
      await drop()
    }
  },
)
