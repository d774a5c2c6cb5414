import { randomOf } from '../basics/random.ts'

/** The sources that hold accounts. */
export type AccountSource = 'marketplace' | 'douyin' | 'jd' | 'mini' | 'app' | 'pos' | 'crm' | 'wecom' | 'official_account'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** A random token of this length, like the ids that WeChat issues. */
export function token(seed: number, index: number, purpose: string, length: number): string {
  const random = randomOf(seed, index, purpose)
  let text = ''
  for (let i = 0; i < length; i++) text += letters[random.integer(64)]
  return text
}

// Multiplication by an odd number modulo 2^bits is a permutation: the results look random and none repeats.
const permuted = (n: number, bits: number, multiplier: number): number =>
  Number((BigInt(n) * BigInt(multiplier)) & ((1n << BigInt(bits)) - 1n))

/** The id of a person's account in a source; `position`, from 0 to 15, distinguishes the accounts of one person. */
export function accountId(seed: number, source: AccountSource, index: number, position: number): string {
  const n = 16 * index + position
  switch (source) {
    case 'marketplace':
      return `22${String(permuted(n, 33, 2654435761)).padStart(10, '0')}`
    case 'douyin':
      return `_000${token(seed, n, 'open_id', 24)}`
    case 'jd':
      return `jd_${permuted(n, 44, 11400714819323).toString(16).padStart(11, '0')}`
    case 'mini':
      return `oX3f5${token(seed, n, 'openid', 23)}`
    case 'app':
      return String(100_000_000 + permuted(n, 29, 340573321))
    case 'pos':
      return `88${String(permuted(n, 33, 1597334677)).padStart(10, '0')}`
    case 'crm':
      return `M${String(permuted(n, 33, 3266489917)).padStart(10, '0')}`
    case 'official_account':
      return `oY7k2${token(seed, n, 'official account', 23)}`
    case 'wecom':
      return `wmJ2${token(seed, n, 'external_userid', 28)}`
  }
}
