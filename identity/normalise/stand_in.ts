import { halfWidth, isMasked } from './half_width.ts'
import { splitExtension, withoutLabel } from './phone_parts.ts'

// Douyin: #…# and ##…. Other platforms: ~…~1~ and $…$1$.
const ciphertext = /^(?:##[\w+/=#-]{4,}|#[\w+/=#-]{4,}#|~[\w+/=-]{4,}~(?:\d~)?|\$[\w+/=$-]{4,}\$(?:\d\$)?)$/
// Taobao gives an id of the addressee where the name or phone was.
const addresseeId = /^(?=.*\d)(?=.*[a-z])[\w+/=-]{20,}$/i
const label = /secret|privacy|virtual|隐私|隱私|虚拟|虛擬|小号|中转|临时|有效|小时/iu
// 95013 is allotted to privacy numbers. Virtual operators (170, 171, 162, 165, 167) serve persons as well.
const relay = /^(?:\+?86)?95013\d{4,}$/
const mobile = /^(?:(?:\+|00)?86[ -]?)?1[3-9](?:[ -]?\d){9}$/
const mobileWithCode = /^(?:(?:\+|00)?86[ -]?)?1[3-9]\d{9} ?[,，_ ] ?\d{1,6}$/

const texts = new Set(['name', 'city', 'email', 'phone', 'receiver_name', 'receiver_phone'])

/**
 * Whether a platform gave this text in place of the real value: a privacy number, the id of an addressee, or a ciphertext. It changes with
 * each order or serves several customers, so it identifies nobody.
 */
export function isStandIn(type: string, value: string): boolean {
  // Most values are decided by their first character and length.
  if (/^\s*[#~$＃～＄]/u.test(value) && ciphertext.test(halfWidth(value))) return true
  if (!texts.has(type)) return false
  if (value.length >= 20 && addresseeId.test(halfWidth(value))) return true
  return type.endsWith('phone') && !/^\d{11}$/.test(value) && isPrivacyNumber(halfWidth(value))
}

function isPrivacyNumber(text: string): boolean {
  if (isMasked(text)) return false
  // A mobile phone of a person has no extension.
  const [number, extension] = splitExtension(withoutLabel(text), 'CN')
  return (extension !== null && mobile.test(number)) || mobileWithCode.test(text) || relay.test(text) || label.test(text)
}
