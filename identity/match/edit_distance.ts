const rows = [new Uint16Array(260), new Uint16Array(260), new Uint16Array(260)] as const

/**
 * How many signs must be added, dropped, changed, or swapped with their neighbour to make one text the other (optimal string alignment);
 * `limit` + 1 as soon as it is more than `limit`.
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
  if (leftEnd === start || width === 0) return Math.max(leftEnd - start, width)

  let [before, above, current] = rows as readonly [Uint16Array, Uint16Array, Uint16Array]
  for (let column = 0; column <= width; column++) above[column] = column
  for (let row = 1; row <= leftEnd - start; row++) {
    const sign = left.charCodeAt(start + row - 1)
    const signBefore = row > 1 ? left.charCodeAt(start + row - 2) : -1
    let best = row
    current[0] = row
    for (let column = 1; column <= width; column++) {
      const other = right.charCodeAt(start + column - 1)
      let cost = Math.min(above[column]! + 1, current[column - 1]! + 1, above[column - 1]! + (sign === other ? 0 : 1))
      if (column > 1 && signBefore === other && sign === right.charCodeAt(start + column - 2))
        cost = Math.min(cost, before[column - 2]! + 1)
      current[column] = cost
      if (cost < best) best = cost
    }
    if (best > limit) return limit + 1
    ;[before, above, current] = [above, current, before]
  }
  return Math.min(above[width]!, limit + 1)
}
