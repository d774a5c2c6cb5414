import type { AccountSource } from '../people/account_id.ts'

/** A channel by which the retailer contacts persons. Rates are of a person of average openness who is reached at a good hour. */
export type ContactChannel = {
  /** The source of the accounts that it reaches. */
  source: AccountSource
  /** The field of the member centre that holds the address; null for a channel that reaches the account itself. */
  address: 'phone' | 'email' | null
  /** Cost of a message, in cents. */
  cost: number
  /** Probability that a message is opened or a call answered, and that its link is then followed. */
  opened: number
  clicked: number
  /** A text message does not report that it was opened. */
  reportsOpens: boolean
  /** Share of messages that bounce from an address in use; null for a channel that does not report deliveries. */
  bounced: number | null
  /** Factor on the hazard of unsubscribing. */
  annoyance: number
}

export type ChannelName = 'sms' | 'phone' | 'email' | 'push' | 'wecom' | 'mini_program' | 'official_account' | 'community'

const free = { address: null, cost: 0, reportsOpens: true, bounced: null } as const

/** The channels. */
export const contactChannels: Record<ChannelName, ContactChannel> = {
  sms: { source: 'crm', address: 'phone', cost: 5, opened: 0.9, clicked: 0.06, reportsOpens: false, bounced: 0.006, annoyance: 1 },
  phone: { source: 'crm', address: 'phone', cost: 180, opened: 0.75, clicked: 0, reportsOpens: true, bounced: 0.006, annoyance: 3 },
  email: { source: 'crm', address: 'email', cost: 1, opened: 0.18, clicked: 0.15, reportsOpens: true, bounced: 0.03, annoyance: 0.8 },
  push: { source: 'app', address: null, cost: 1, opened: 0.14, clicked: 0.3, reportsOpens: true, bounced: null, annoyance: 0.8 },
  wecom: { source: 'wecom', address: null, cost: 2, opened: 0.4, clicked: 0.2, reportsOpens: true, bounced: null, annoyance: 0.6 },
  mini_program: { ...free, source: 'mini', opened: 0.25, clicked: 0.3, annoyance: 0.5 },
  official_account: { ...free, source: 'official_account', opened: 0.1, clicked: 0.2, annoyance: 0.6 },
  // Whoever is annoyed by a group leaves it, which its list says.
  community: { ...free, source: 'wecom', opened: 0.2, clicked: 0.15, annoyance: 0 },
}
