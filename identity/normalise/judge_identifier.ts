import { default_region, normalise, ownType } from './normalise.ts'

const settings = { default_region, as_of: '9999-12-31' }

/**
 * Whether normalisation leaves a value as it is written, changes it or cannot read it. A phone in digits without its country code counts
 * as left: nearly all are written so.
 */
export function judgeIdentifier(type: string, value: string): 'standard' | 'standardised' | 'unreadable' {
  const normalised = normalise(type, value, settings)
  if (normalised === null) return 'unreadable'
  const isDigits = ownType(type) === 'phone' && /^\d+$/.test(value) && normalised.endsWith(value.replace(/^0/, ''))
  return normalised === value || isDigits ? 'standard' : 'standardised'
}
