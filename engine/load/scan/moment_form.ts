const [space, plus, hyphen, point, zero, five, nine, colon, letterT, letterZ] = [0x20, 0x2b, 0x2d, 0x2e, 0x30, 0x35, 0x39, 0x3a, 0x54, 0x5a]

/** How a date or a time is written: a day alone, a time without or with an offset, or in a form that would have to be guessed at. */
export type MomentForm = 'day' | 'local' | 'offset' | 'other'

/** How the date or time in these bytes is written. Bytes behind `end` are read, but never make a value fit. */
export function offsetForm(text: Buffer, start: number, end: number): MomentForm {
  let place = start
  while (place < end && text[place] === space) place++
  let last = end
  while (last > place && text[last - 1] === space) last--
  if (last - place < 10) return 'other'
  for (let digit = 0; digit < 10; digit++, place++)
    if (digit === 4 || digit === 7 ? text[place] !== hyphen : !isDigit(text[place]!)) return 'other'
  if (place === last) return 'day'
  if (text[place] !== letterT && text[place] !== space) return 'other'
  place++
  while (text[place] === space) place++
  // The hour may have one digit; minutes and seconds have two.
  if (isDigit(text[place]!) && isDigit(text[place + 1]!)) place++
  if (!isDigit(text[place]!) || text[place + 1] !== colon || !twoDigits(text, place + 2)) return 'other'
  place += 4
  if (place < last && text[place] === colon) {
    if (!twoDigits(text, place + 1)) return 'other'
    place += 3
    if (place < last && text[place] === point) {
      if (++place >= last || !isDigit(text[place]!) || roundsUp(text, place)) return 'other'
      while (place < last && isDigit(text[place]!)) place++
    }
  }
  if (place >= last) return place === last ? 'local' : 'other'
  while (text[place] === space) place++
  if (text[place] === letterZ) return place + 1 === last ? 'offset' : 'other'
  if (text[place] !== plus && text[place] !== hyphen) return 'other'
  place++
  for (let part = 0; part < 3; part++) {
    if (part > 0 && text[place] === colon) place++
    if (!twoDigits(text, place)) return 'other'
    place += 2
    if (place >= last) return place === last ? 'offset' : 'other'
  }
  return 'other'
}

const isDigit = (byte: number) => byte >= zero && byte <= nine
const twoDigits = (text: Buffer, place: number) => isDigit(text[place]!) && isDigit(text[place + 1]!)

/** Whether the fraction that starts here, rounded to microseconds, is the next second, which may be on the next day: `.9999999`. */
function roundsUp(text: Buffer, start: number): boolean {
  for (let place = start; place < start + 6; place++) if (text[place] !== nine) return false
  return text[start + 6]! >= five && text[start + 6]! <= nine
}
