import { halfWidth } from './half_width.ts'

const guards = [
  // A formula that keeps digits as text: ="139…", =139…
  /^= ?"+([^"]*)"+$/u,
  /^=(\+?\d+(?:\.0+)?)$/u,
  // Quotes around the whole value.
  /^"+([^"]*)"+$/u,
  /^“([^“”]*)”$/u,
  // The text marker of a spreadsheet; not the first letter of 's-Hertogenbosch.
  /^['‘’`](?!\p{L}[ -])(.+?)['‘’`]?$/u,
]

/** The value without the marks that spreadsheets and their users write around it: `="139…"`, `'139…`, quotes. */
export function withoutGuards(value: string): string {
  // Fast path: few values have any of these characters.
  if (!/[="'“‘’`＝＂＇]/.test(value)) return value
  let text = halfWidth(value)
  for (;;) {
    const inner = guards.map((guard) => guard.exec(text)?.[1]).find((found) => found !== undefined)
    if (inner === undefined) return text
    text = halfWidth(inner)
  }
}
