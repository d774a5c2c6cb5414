const [space, hyphen, zero, nine] = [0x20, 0x2d, 0x30, 0x39]

/** Rules of a field beside its type, as bits: keys may not be empty, days and times are written as in ISO 8601. */
export const fieldRule = { key: 1, day: 2, time: 4 } as const

/** Whether the field in these bytes breaks its rule. */
export function breaksRule(rule: number, text: Buffer, start: number, end: number): boolean {
  if (start === end) return (rule & fieldRule.key) !== 0
  if ((rule & (fieldRule.day | fieldRule.time)) === 0) return false
  let first = start
  while (first < end && text[first] === space) first++
  let last = end
  while (last > first && text[last - 1] === space) last--
  if (last - first < 10 || (last - first > 10 && (rule & fieldRule.day) !== 0)) return true
  for (let place = 0; place < 10; place++) {
    const byte = text[first + place]!
    if (place === 4 || place === 7 ? byte !== hyphen : byte < zero || byte > nine) return true
  }
  for (let place = first + 10; place < last; place++) if (ofTime[text[place]!] === 0) return true
  return false
}

const ofTime = new Uint8Array(256)
for (const character of '0123456789TZ:. +-') ofTime[character.charCodeAt(0)] = 1
