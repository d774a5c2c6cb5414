const [plus, hyphen, point, zero, nine, backslash] = [0x2b, 0x2d, 0x2e, 0x30, 0x39, 0x5c]
const [letterE, lowerE] = [0x45, 0x65]

/** The longest exact number, and the longest exponent of one in digits: all such numbers can be converted to a double. */
export const decimalLimit = { characters: 200, exponentDigits: 2 } as const

const isSpace = new Uint8Array(256)
for (const byte of [0x20, 0x0b, 0x0c]) isSpace[byte] = 1
const isEscapedSpace = new Uint8Array(256)
for (const letter of 'tnr') isEscapedSpace[letter.charCodeAt(0)] = 1

/** Whether these bytes, in COPY's text format, are a number in decimal digits. `isLimited` applies `decimalLimit`. */
export function isNumber(text: Buffer, start: number, end: number, isInteger: boolean, isLimited: boolean): boolean {
  let place = text[start] === hyphen ? start + 1 : start
  // Most numbers are digits, with or without a point: they are decided here.
  const first = place
  while (place < end && text[place]! >= zero && text[place]! <= nine) place++
  if (place > first && !isInteger && text[place] === point && place < end) {
    place++
    while (place < end && text[place]! >= zero && text[place]! <= nine) place++
  }
  if (place === end && place > first) return !isLimited || end - start <= decimalLimit.characters
  place = start
  let last = end
  for (;;)
    if (isSpace[text[place]!] && place < last) place++
    else if (text[place] === backslash && place + 1 < last && isEscapedSpace[text[place + 1]!]) place += 2
    else break
  for (;;)
    if (last > place && isSpace[text[last - 1]!]) last--
    else if (last - 1 > place && text[last - 2] === backslash && isEscapedSpace[text[last - 1]!]) last -= 2
    else break
  if (isLimited && last - place > decimalLimit.characters) return false
  if (place < last && (text[place] === plus || text[place] === hyphen)) place++
  const whole = afterDigits(text, place, last)
  let digits = whole - place
  place = whole
  if (isInteger) return digits > 0 && place === last
  if (place < last && text[place] === point) {
    const fraction = afterDigits(text, ++place, last)
    digits += fraction - place
    place = fraction
  }
  if (digits === 0) return false
  if (place === last) return true
  if (text[place] !== letterE && text[place] !== lowerE) return false
  place++
  if (place < last && (text[place] === plus || text[place] === hyphen)) place++
  const exponent = place
  place = afterDigits(text, place, last)
  if (place !== last || place === exponent) return false
  if (!isLimited) return true
  let leading = exponent
  while (leading < last && text[leading] === zero) leading++
  return last - leading <= decimalLimit.exponentDigits
}

function afterDigits(text: Buffer, from: number, to: number): number {
  let place = from
  while (place < to && text[place]! >= zero && text[place]! <= nine) place++
  return place
}
