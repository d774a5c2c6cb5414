/** A line of an order or a return, in cents. A return has a negative quantity, or 0 for a refund of money alone. */
export type Line = {
  item: number
  order: number
  account: number | null
  product: number
  line: 'beauty' | 'food'
  day: number
  quantity: number
  cents: number
  isMerchandise: boolean
  isReturn: boolean
  names: number | null
  hasCost: boolean
}
/** A part of a return: what it takes from which line, on its day. */
type Part = { reduced: Line; isMatched: boolean; day: number; quantity: number; cents: number }

const byTime = (a: Line, b: Line) => a.day - b.day || Number(a.isReturn) - Number(b.isReturn) || a.item - b.item

/** Matches returns with sales in plain loops: first by name, then last in, first out, per account and product. */
export function matchReturns(lines: Line[]): Part[] {
  const sales = new Map(lines.filter(({ isReturn }) => !isReturn).map((sale) => [sale.item, sale]))
  const left = new Map([...sales.values()].map((sale) => [sale.item, sale.quantity]))
  const taken = new Map<number, { from: Line; quantity: number }[]>()
  const take = (back: Line, from: Line, quantity: number) => taken.set(back.item, [...(taken.get(back.item) ?? []), { from, quantity }])
  const returns = lines.filter(({ isReturn }) => isReturn).sort(byTime)
  for (const back of returns) {
    const sale = sales.get(back.names ?? -1)
    if (!sale) continue
    const quantity = Math.min(-back.quantity, left.get(sale.item)!)
    if (quantity > 0 || back.quantity === 0) take(back, sale, quantity)
    left.set(sale.item, left.get(sale.item)! - quantity)
  }
  const stacks = new Map<string, { sale: Line; quantity: number }[]>()
  for (const line of [...lines].sort(byTime)) {
    if (line.account === null) continue
    const place = `${line.account}:${line.product}`
    const stack = stacks.get(place) ?? []
    stacks.set(place, stack)
    if (!line.isReturn) stack.push({ sale: line, quantity: left.get(line.item)! })
    else {
      if (line.quantity === 0 && !taken.has(line.item)) {
        const newest = stack.findLast(({ quantity }) => quantity > 0)
        if (newest) take(line, newest.sale, 0)
      }
      let open = -line.quantity - (taken.get(line.item) ?? []).reduce((sum, { quantity }) => sum + quantity, 0)
      while (open > 0 && stack.length > 0) {
        const top = stack.at(-1)!
        const quantity = Math.min(open, top.quantity)
        if (quantity > 0) take(line, top.sale, quantity)
        open -= quantity
        top.quantity -= quantity
        if (top.quantity === 0) stack.pop()
      }
    }
  }
  return returns.flatMap((back) => valued(back, taken.get(back.item) ?? []))
}

/** The parts of a return with its unmatched rest, each with its share of the money, so that they add up to it. */
function valued(back: Line, taken: { from: Line; quantity: number }[]): Part[] {
  const total = -back.quantity
  const open = total - taken.reduce((sum, { quantity }) => sum + quantity, 0)
  const parts = open > 0 || taken.length === 0 ? [...taken, { from: back, quantity: open }] : taken
  let [before, soFar] = [0, 0]
  return [...parts]
    .sort((a, b) => a.from.item - b.from.item)
    .map(({ from, quantity }) => {
      soFar += quantity
      const until = total === 0 ? back.cents : Math.floor((2 * back.cents * soFar + total) / (2 * total))
      const cents = until - before
      before = until
      return { reduced: from, isMatched: from !== back, day: Math.max(from.day, back.day), quantity, cents }
    })
}

/** Each order by business line as of a day: whether it counts, kept units, net, net while it counts, costed net, and if something came back. */
export function ordersAsOf(lines: Line[], asOf: number): Record<string, number[]> {
  const found: Record<string, { merchandise: number; units: number; net: number; costed: number; back: number }> = {}
  const add = (line: Line, change: { merchandise: number; units: number; net: number; costed: number; back: number }) => {
    for (const business of [line.line, '*']) {
      const sum = (found[`${line.order} ${business}`] ??= { merchandise: 0, units: 0, net: 0, costed: 0, back: 0 })
      for (const name of ['merchandise', 'units', 'net', 'costed', 'back'] as const) sum[name] += change[name]
    }
  }
  for (const sale of lines.filter(({ isReturn, day }) => !isReturn && day < asOf)) {
    const units = sale.isMerchandise && sale.cents > 0 ? sale.quantity : 0
    add(sale, { merchandise: sale.isMerchandise ? sale.cents : 0, units, net: sale.cents, costed: sale.hasCost ? sale.cents : 0, back: 0 })
  }
  for (const { reduced, isMatched, day, quantity, cents } of matchReturns(lines)) {
    if (day >= asOf) continue
    const units = isMatched && reduced.isMerchandise && reduced.cents > 0 ? quantity : 0
    add(reduced, {
      merchandise: reduced.isMerchandise ? -cents : 0,
      units: -units,
      net: -cents,
      costed: reduced.hasCost ? -cents : 0,
      back: Number(isMatched && (quantity > 0 || cents > 0)),
    })
  }
  return Object.fromEntries(
    Object.entries(found).map(([key, { merchandise, units, net, costed, back }]) => {
      const counts = merchandise > 0
      return [key, [Number(counts), counts ? units : 0, net, counts ? net : 0, costed, Number(back > 0)]]
    }),
  )
}
