/**
 * Reads an integer that a spreadsheet or program wrote as a decimal: `50001.0` is 50001. Other texts are returned unchanged. Null for a
 * decimal that is not exactly one integer: `50001.5`; `8.81E11`, whose other digits are lost; more than 15 digits, which a float rounds.
 */
export function readNumber(text: string): string | null {
  const [, integer] = /^(\+?\d+)\.0+$/.exec(text) ?? []
  if (integer !== undefined) return isExact(integer) ? integer : null
  const [, first, decimals = '', exponent] = /^(?=.*[.+])(\+?\d)(?:\.(\d+))?e\+?(\d{1,3})$/i.exec(text) ?? []
  if (first !== undefined) {
    const length = Number(exponent)
    const isWhole = decimals.length >= length && /^0*$/.test(decimals.slice(length))
    return isWhole && isExact(first + decimals.slice(0, length)) ? first + decimals.slice(0, length) : null
  }
  return /^[+-]?\d*[.,]\d+(?:e[+-]?\d+)?$/i.test(text) || /^[+-]?\d+e[+-]\d+$/i.test(text) ? null : text
}

const isExact = (integer: string) => integer.replace('+', '').length <= 15
