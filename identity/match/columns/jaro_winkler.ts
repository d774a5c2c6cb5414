const leftTaken = new Uint8Array(256)
const rightTaken = new Uint8Array(256)

/** Jaro-Winkler similarity of two short texts, from 0 to 1 (Winkler 1990), with a prefix scale of 0.1. */
export function jaroWinkler(left: string, right: string): number {
  if (left === right) return 1
  const most = Math.max(left.length, right.length)
  if (left.length === 0 || right.length === 0 || most > 255) return 0
  const reach = Math.max(0, (most >> 1) - 1)
  leftTaken.fill(0, 0, left.length)
  rightTaken.fill(0, 0, right.length)
  let common = 0
  for (let place = 0; place < left.length; place++) {
    const character = left.charCodeAt(place)
    const end = Math.min(right.length - 1, place + reach)
    for (let other = Math.max(0, place - reach); other <= end; other++) {
      if (rightTaken[other] === 1 || right.charCodeAt(other) !== character) continue
      leftTaken[place] = rightTaken[other] = 1
      common++
      break
    }
  }
  if (common === 0) return 0
  let moved = 0
  for (let place = 0, other = 0; place < left.length; place++) {
    if (leftTaken[place] === 0) continue
    while (rightTaken[other] === 0) other++
    if (left.charCodeAt(place) !== right.charCodeAt(other)) moved++
    other++
  }
  const jaro = (common / left.length + common / right.length + (common - moved / 2) / common) / 3
  let prefix = 0
  while (prefix < 4 && prefix < left.length && prefix < right.length && left.charCodeAt(prefix) === right.charCodeAt(prefix)) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}
