/**
 * The area under the ROC curve: the share of pairs of a row with the event and a row without it in which the former has the higher score, ties
 * counting half (Hanley and McNeil 1982). Null where one of the two is missing. Gini is twice the area minus 1.
 */
export function areaUnderCurve(scores: ArrayLike<number>, outcomes: ArrayLike<number>): number | null {
  const order = Array.from(scores, (_, row) => row).sort((one, other) => scores[one]! - scores[other]!)
  let [below, won, events] = [0, 0, 0]
  for (let from = 0; from < order.length;) {
    const score = scores[order[from]!]!
    let [until, happened] = [from, 0]
    for (; until < order.length && scores[order[until]!] === score; until++) happened += outcomes[order[until]!]!
    const others = until - from - happened
    won += happened * (below + others / 2)
    below += others
    events += happened
    from = until
  }
  return events === 0 || below === 0 ? null : won / (events * below)
}
