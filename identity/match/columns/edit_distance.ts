const rows = [new Uint16Array(260), new Uint16Array(260), new Uint16Array(260)] as const

/**
 * Optimal string alignment distance: the number of insertions, deletions, substitutions and swaps of neighbours between two texts.
 * Returns `limit` + 1 if the distance exceeds `limit`.
 */
export function editDistance(left: string, right: string, limit: number): number {
  let start = 0
  let leftEnd = left.length
  let rightEnd = right.length
  if (Math.abs(leftEnd - rightEnd) > limit || leftEnd > 255 || rightEnd > 255) return left === right ? 0 : limit + 1
  while (leftEnd > 0 && rightEnd > 0 && left.charCodeAt(leftEnd - 1) === right.charCodeAt(rightEnd - 1)) {
    leftEnd--
    rightEnd--
  }
  while (start < leftEnd && start < rightEnd && left.charCodeAt(start) === right.charCodeAt(start)) start++
  const width = rightEnd - start
  const height = leftEnd - start
  if (height === 0 || width === 0) return Math.max(height, width)
  // Without common ends, one substitution or one swap is left, or the distance is more than 1.
  if (height === 1 && width === 1) return 1
  const isSwap = left.charCodeAt(start) === right.charCodeAt(start + 1) && left.charCodeAt(start + 1) === right.charCodeAt(start)
  if (height === 2 && width === 2 && isSwap) return 1
  if (limit === 1) return 2

  let [before, above, current] = rows as readonly [Uint16Array, Uint16Array, Uint16Array]
  for (let column = 0; column <= width; column++) above[column] = column
  for (let row = 1; row <= height; row++) {
    const character = left.charCodeAt(start + row - 1)
    const characterBefore = row > 1 ? left.charCodeAt(start + row - 2) : -1
    let best = row
    current[0] = row
    for (let column = 1; column <= width; column++) {
      const other = right.charCodeAt(start + column - 1)
      let cost = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (character === other ? 0 : 1))
      if (column > 1 && characterBefore === other && character === right.charCodeAt(start + column - 2))
        cost = Math.min(cost, before[column - 2]! + 1)
      current[column] = cost
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    ;[before, above, current] = [above, current, before]
  }
  return Math.min(above[width]!, limit + 1)
}
