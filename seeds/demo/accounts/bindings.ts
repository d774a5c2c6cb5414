import type { Moment } from '../basics/calendar.ts'
import type { Account } from '../people/person.ts'
import type { Written } from './account_states.ts'
import type { CrmMember } from './crm_member.ts'

/**
 * The moment from which the member centre knows an account as one of this member: by the member number that a marketplace has, the store
 * card that the member bound, or the unionid or phone of the mini-program and the app. Null if it never does.
 */
export function boundFrom(account: Account, written: Written, member: Account, { fields, changes }: CrmMember): Moment | null {
  const { source, account_id, joined_at } = account
  switch (source) {
    case 'marketplace':
    case 'douyin':
    case 'jd':
      return written.changes.find(({ set }) => set['member_no'] === member.account_id)?.at ?? null
    case 'pos':
      return changes.find(({ set }) => set['card_no'] === account_id)?.at ?? null
    case 'mini':
    case 'app': {
      const isSame = (field: string) => written.fields[field] !== null && written.fields[field] === fields[field]
      return isSame('unionid') || isSame('phone') ? Math.max(joined_at, member.joined_at) : null
    }
    case 'crm':
    case 'wecom':
    case 'official_account':
      return null
  }
}
