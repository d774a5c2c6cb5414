import { randomOf } from '../basics/random.ts'

/** The sources that keep accounts. */
export type AccountSource = 'shop' | 'mini' | 'app' | 'pos' | 'crm' | 'wecom'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A token of so many letters, as the platforms give them. */
export function token(seed: number, index: number, purpose: string, length: number): string {
  const random = randomOf(seed, index, purpose)
  let text = ''
  for (let i = 0; i < length; i++) text += letters[random.integer(64)]
  return text
}

// Numbers that look drawn and of which none comes twice: multiplication by an odd number permutes what fits in so many bits.
const spread = (n: number, bits: number, by: number): number => Number((BigInt(n) * BigInt(by)) & ((1n << BigInt(bits)) - 1n))

/** The id that a source gives a person's account; `place` tells apart the up to sixteen of one person. */
export function accountId(seed: number, source: AccountSource, index: number, place: number): string {
  const n = 16 * index + place
  switch (source) {
    case 'shop':
      return `22${String(spread(n, 33, 2654435761)).padStart(10, '0')}`
    case 'mini':
      return `oX3f5${token(seed, n, 'openid', 23)}`
    case 'app':
      return String(100_000_000 + spread(n, 29, 340573321))
    case 'pos':
      return `88${String(spread(n, 33, 1597334677)).padStart(10, '0')}`
    case 'crm':
      return `M${String(spread(n, 33, 3266489917)).padStart(10, '0')}`
    case 'wecom':
      return `wmJ2${token(seed, n, 'external_userid', 28)}`
  }
}
