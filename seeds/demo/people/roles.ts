/**
 * What a person is to the retailer. A guest buys on the marketplace and never registers. Some of the staff show their own card for customers
 * without one. A reseller buys dozens of one product.
 */
export type Role = 'customer' | 'guest' | 'staff' | 'card_swiper' | 'reseller'

/** Guests for every 100 persons. */
export const guestsPerHundred = 60

// Of 1,000 persons, eight are staff, one of whom swipes; two are resellers. Fixed positions, so that small retailers have some too.
/** The role of the person with this index. Guests have indexes from twice the number of persons on. */
export function roleOf(persons: number, index: number): Role {
  if (index >= 2 * persons) return 'guest'
  if (index >= persons) return 'customer'
  if (index % 125 === 60) return index % 1_000 === 560 ? 'card_swiper' : 'staff'
  return index % 500 === 200 ? 'reseller' : 'customer'
}

/** Whether a person works for the retailer. */
export const isStaff = (role: Role): boolean => role === 'staff' || role === 'card_swiper'
