import { MemberhouseError } from '../../engine/base/errors.ts'
import { normaliseBirthday } from './normalise_birthday.ts'
import { normaliseCity } from './normalise_city.ts'
import { normaliseDevice, normaliseId, normaliseNumber, normaliseOpenid } from './normalise_code.ts'
import { normaliseEmail } from './normalise_email.ts'
import { normaliseGender } from './normalise_gender.ts'
import { normaliseName } from './normalise_name.ts'
import { normalisePhone } from './normalise_phone.ts'

/** `default_region` is the country of phones that name none; no birthday lies after the day `as_of`. */
export type NormaliseSettings = { default_region: string; as_of: string }

/** The country of phones that name none, in the accounts of this project's retailers: change it for a retailer elsewhere. */
export const default_region = 'CN'

/** What can be known of an account, and how each is written. A new type is a row here and, if need be, a normaliser. */
export const normalisers = {
  phone: (value, { default_region }) => normalisePhone(value, default_region),
  email: normaliseEmail,
  unionid: normaliseId,
  openid: normaliseOpenid,
  external_userid: normaliseId,
  device_id: normaliseDevice,
  card_no: normaliseNumber,
  member_no: normaliseNumber,
  name: normaliseName,
  birthday: (value, { as_of }) => normaliseBirthday(value, as_of),
  gender: normaliseGender,
  city: normaliseCity,
} satisfies Record<string, (value: string, settings: NormaliseSettings) => string | null>

export type IdentifierType = keyof typeof normalisers

/** The value as all sources are to write it, or null where it tells nothing; an unknown type is an error. */
export function normalise(type: string, value: string, settings: NormaliseSettings): string | null {
  if (!Object.hasOwn(normalisers, type))
    throw new MemberhouseError(`'${type}' is no type of identifier`, {
      hint: `Known are: ${Object.keys(normalisers).join(', ')}. A new one is a row in identity/normalise/normalise.ts.`,
    })
  return value === '' ? null : normalisers[type as IdentifierType](value, settings)
}
