import { writeAppMember } from './accounts/app_member.ts'
import { crmMemberOf, writeCrmMember } from './accounts/crm_member.ts'
import { writeMiniMember } from './accounts/mini_member.ts'
import { writeFollower } from './accounts/official_account_follower.ts'
import { writePlatformMember } from './accounts/platform_member.ts'
import { writePosMember } from './accounts/pos_member.ts'
import { writeShopMember } from './accounts/shop_member.ts'
import { writeWecomContact } from './accounts/wecom_contact.ts'
import type { Written } from './accounts/account_states.ts'
import { boundFrom } from './accounts/bindings.ts'
import { isoDay, startOf, type Moment } from './basics/calendar.ts'
import { randomOf } from './basics/random.ts'
import { writeServiceTickets } from './behaviour/service_tickets.ts'
import { writeSurveyAnswers } from './behaviour/survey_answers.ts'
import type { Files } from './files/write_files.ts'
import { writeBenefitGrants } from './loyalty/benefit_grants.ts'
import { preferredAppeal } from './loyalty/benefits.ts'
import { growthOf, writeGrowth } from './loyalty/growth.ts'
import { levelsOf, writeLevels, type LevelChange } from './loyalty/levels.ts'
import { writePaidMemberships } from './loyalty/paid_memberships.ts'
import { writePoints } from './loyalty/points.ts'
import { contactDetailsOf, type ContactDetails } from './people/contact_details.ts'
import { followerOf } from './people/follower.ts'
import { householdOf } from './people/household.ts'
import { personOf, type Account, type Person, type Settings } from './people/person.ts'
import { skinOf } from './people/skin.ts'
import type { Purchase } from './sales/purchase.ts'
import type { History } from './simulation.ts'

const accountColumns = ['source', 'source_account_id', 'person']
const personColumns = [
  'person',
  'kind',
  'role',
  'purchases_a_day',
  'first_on',
  'dropout_on',
  'business_line',
  'name',
  'gender',
  'birthday',
  'city',
  'household',
]

/** Writes a person's accounts, points, growth, levels, benefits, tickets and survey answers, and their row of truth. */
export function writePerson(settings: Settings, files: Files, person: Person, { purchases, acts, assignments }: History): void {
  const { seed } = settings
  const { index } = person
  const random = (purpose: string) => randomOf(seed, index, purpose)
  const details = contactDetailsOf(settings, person)
  const end = startOf(settings.until + 1)
  const member = person.accounts.find(({ source }) => source === 'crm')
  // A guest is known by their orders alone.
  const bound = person.role === 'guest' ? new Map<string, Moment>() : writeAccounts(settings, files, person, details, purchases)
  const isBound = (source: string, account_id: string, at: Moment) => at >= (bound.get(`${source}:${account_id}`) ?? Infinity)
  const known = purchases.filter(({ source, account_id, at }) => isBound(source, account_id, at))
  const knownActs = acts.filter(({ account, at }) => isBound(account.source, account.account_id, at))
  const member_until = Math.min(end, member?.cancelled_at ?? end)
  const profile = member && crmMemberOf(settings, person, details, member).changes.find(({ set }) => 'profile_completed_at' in set)
  const growth = member ? growthOf(member, member_until, profile?.at ?? null, known, knownActs) : []
  const levels = member ? levelsOf(member.joined_at, member_until, growth) : []
  if (person.role !== 'guest') writeMembers(settings, files, person, details, levels)
  if (member) {
    writeGrowth(files, member.account_id, growth)
    writeLevels(files, member.account_id, levels)
    writePoints(files, random('points'), member, member_until, person.birthday, known)
    const terms = writePaidMemberships(files, random('paid memberships'), person, member, end)
    const preferred = preferredAppeal(seed, index)
    files.writeTruth('benefit_preference', ['person', 'preferred'], [index, preferred])
    writeBenefitGrants(files, random('benefits'), person, member, end, { preferred, levels, terms, assignments, purchases: known })
  }
  writeServiceTickets(files, random('tickets'), index, purchases)
  writeSurveyAnswers(files, random('surveys'), person, skinOf(seed, person))

  const follower = followerOf(settings, person)
  if (follower) {
    writeFollower(settings, files, person, details, follower)
    files.writeTruth('account_person', accountColumns, [follower.source, follower.account_id, index])
  }
  const bought = new Set(purchases.map(({ account_id }) => account_id))
  for (const { source, account_id, isGuest } of person.accounts) {
    if (!isGuest || bought.has(account_id)) files.writeTruth('account_person', accountColumns, [source, account_id, index])
  }
  files.writeTruth('person', personColumns, [
    index,
    person.kind,
    person.role,
    person.daily_rate.toFixed(6),
    isoDay(person.first_day),
    isoDay(person.dropout_day),
    person.business_line,
    details.name,
    person.gender,
    isoDay(person.birthday),
    person.city.name,
    details.family_phone === null ? null : householdOf(seed, index).head,
  ])
}

/** Writes the accounts outside the member centre, and returns from when each is bound to the person's member. */
function writeAccounts(
  settings: Settings,
  files: Files,
  person: Person,
  details: ContactDetails,
  purchases: readonly Purchase[],
): Map<string, Moment> {
  const bound = new Map<string, Moment>()
  const member = person.accounts.find(({ source }) => source === 'crm')
  const crm = member && crmMemberOf(settings, person, details, member)
  const writeAccountAt = (account: Account, position: number): Written | null => {
    // Named after the file that the account is written to, such as shop_member.
    const file = account.source === 'marketplace' ? 'shop' : account.source
    const random = randomOf(settings.seed, 16 * person.index + position, `${file} account`)
    const common = [files, random, person, details, account] as const
    switch (account.source) {
      case 'marketplace':
        return writeShopMember(settings, ...common, purchases)
      case 'douyin':
      case 'jd':
        return account.isGuest ? null : writePlatformMember(settings, ...common)
      case 'mini':
        return writeMiniMember(settings, ...common)
      case 'app':
        return writeAppMember(settings, ...common)
      case 'pos':
        return writePosMember(settings, ...common)
      case 'wecom':
        writeWecomContact(settings, ...common)
        return null
      case 'crm':
      case 'official_account':
        return null
    }
  }
  person.accounts.forEach((account, position) => {
    const written = writeAccountAt(account, position)
    const from = written && member && crm ? boundFrom(account, written, member, crm) : null
    if (from !== null) bound.set(`${account.source}:${account.account_id}`, from)
  })
  return bound
}

/** Writes the accounts of the member centre; levels are of the first one. */
function writeMembers(settings: Settings, files: Files, person: Person, details: ContactDetails, levels: readonly LevelChange[]): void {
  const members = person.accounts.filter(({ source }) => source === 'crm')
  members.forEach((account, position) => {
    writeCrmMember(files, account, crmMemberOf(settings, person, details, account), position === 0 ? levels : [])
  })
}

const testNames = ['测试', '测试', 'test01', 'test', '测试账号', '张三']
const testPhones = ['13800138000', '11111111111', '13000000000']

/** Writes test accounts, one for every 400 persons. In the truth they belong to no person. */
export function writeTestAccounts(settings: Settings, files: Files): void {
  for (let number = 0; number < settings.persons / 400; number++) {
    const random = randomOf(settings.seed, number, 'test account')
    const drawn = personOf(settings, settings.persons + number)
    const account: Account = { ...random.pick(drawn.accounts.filter(({ isGuest }) => !isGuest)), cancelled_at: null }
    const person: Person = { ...drawn, kind: 'browser', accounts: [account] }
    const name = random.pick(testNames)
    const phone = random.pick(testPhones)
    const details: ContactDetails = {
      ...contactDetailsOf(settings, person),
      name,
      later_name: name,
      renamed_on: Infinity,
      phones: [{ number: phone, from: -Infinity }],
      family_phone: null,
      email: 'test@test.com',
    }
    writeAccounts(settings, files, person, details, [])
    writeMembers(settings, files, person, details, [])
    files.writeTruth('account_person', accountColumns, [account.source, account.account_id, null])
  }
}
