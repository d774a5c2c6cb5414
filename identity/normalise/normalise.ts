import { MemberhouseError } from '../../engine/base/errors.ts'
import { normaliseBirthday } from './normalise_birthday.ts'
import { normaliseCity } from './normalise_city.ts'
import { normaliseDevice, normaliseId, normaliseNumber, normaliseOpenid } from './normalise_code.ts'
import { normaliseEmail } from './normalise_email.ts'
import { normaliseGender } from './normalise_gender.ts'
import { normaliseName } from './normalise_name.ts'
import { normalisePhone } from './normalise_phone.ts'
import { isStandIn } from './stand_in.ts'
import { withoutGuards } from './without_guards.ts'

/** `default_region` is the country of phones without a country code; birthdays after `as_of` are invalid. */
export type NormaliseSettings = { default_region: string; as_of: string }

/** The country of phones without a country code. Change it for a retailer outside China. */
export const default_region = 'CN'

/** The normaliser of each identifier type. To add a type, add a row here and, if needed, a normaliser. */
export const normalisers = {
  phone: (value, { default_region }) => normalisePhone(value, default_region),
  receiver_phone: (value, { default_region }) => normalisePhone(value, default_region),
  email: normaliseEmail,
  unionid: normaliseId,
  openid: normaliseOpenid,
  external_userid: normaliseId,
  device_id: normaliseDevice,
  card_no: normaliseNumber,
  member_no: normaliseNumber,
  name: normaliseName,
  receiver_name: normaliseName,
  birthday: (value, { as_of }) => normaliseBirthday(value, as_of),
  gender: normaliseGender,
  city: normaliseCity,
} satisfies Record<string, (value: string, settings: NormaliseSettings) => string | null>

export type IdentifierType = keyof typeof normalisers

/** The type that a value of the receiver has if the receiver is the account's holder: phone for receiver_phone. */
export const ownType = (type: string): string => (type.startsWith('receiver_') ? type.slice(9) : type)

/** The normalised value, or null if the value is invalid. Fails on an unknown type. */
export function normalise(type: string, value: string, settings: NormaliseSettings): string | null {
  if (!Object.hasOwn(normalisers, type))
    throw new MemberhouseError(`unknown identifier type '${type}'`, {
      hint: `Use one of: ${Object.keys(normalisers).join(', ')}. To add a type, add a row to identity/normalise/normalise.ts.`,
    })
  const text = withoutGuards(value)
  return text === '' || isStandIn(type, text) ? null : normalisers[type as IdentifierType](text, settings)
}
