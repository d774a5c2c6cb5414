import { MemberhouseError, UsageError } from '../../engine/base/errors.ts'
import { formatTable } from '../../engine/base/format_table.ts'
import { associationRules, type Rule, type RuleSearch } from '../../statistics/affinity/association_rules.ts'
import { TooManySets, type Baskets } from '../../statistics/affinity/frequent_sets.ts'
import { parseNumber } from '../arguments.ts'
import { readBaskets } from './basket_file.ts'

/** The options of `memberhouse affinity`. */
export type AffinityOptions = {
  basket?: string
  item?: string
  support: string
  minCount: string
  confidence: string
  maxItems: string
  maxFdr?: string
  json?: boolean
}

/** Finds the rules in a file of baskets and prints them. */
export async function findRules(file: string, options: AffinityOptions): Promise<void> {
  const limits = {
    min_support: parseShare('--support', options.support),
    min_count: parseCount('--min-count', options.minCount, 1),
    min_confidence: parseShare('--confidence', options.confidence),
    max_items: parseCount('--max-items', options.maxItems, 2),
  }
  const mostFalse = options.maxFdr === undefined ? 1 : parseShare('--max-fdr', options.maxFdr)
  const { baskets, skipped } = await readBaskets(file, options.basket, options.item)
  const search = searchRules(baskets, limits)
  const rules = search.rules.filter(({ false_discovery_rate }) => false_discovery_rate <= mostFalse)
  const counts = {
    basket_count: baskets.lists.length,
    item_count: baskets.names.length,
    skipped_row_count: skipped,
    set_count: search.set_count,
    tested_count: search.tested_count,
    rule_count: rules.length,
  }
  if (options.json) console.log(JSON.stringify({ ...counts, rules }, null, 2))
  else printTable(counts, rules)
}

function searchRules(baskets: Baskets, limits: Parameters<typeof associationRules>[1]): RuleSearch {
  try {
    return associationRules(baskets, limits)
  } catch (cause) {
    if (!(cause instanceof TooManySets)) throw cause
    throw new MemberhouseError(cause.message, { hint: 'Raise --support or --min-count, or lower --max-items.', cause })
  }
}

const shown_rules = 1000
const number = (count: number) => count.toLocaleString('en')
const share = (value: number) => value.toFixed(4)
const probability = (value: number) => (value === 0 || value >= 0.0001 ? share(value) : value.toExponential(1))

type Counts = { basket_count: number; item_count: number; skipped_row_count: number; set_count: number; tested_count: number }

function printTable({ basket_count, item_count, skipped_row_count, set_count, tested_count }: Counts, rules: Rule[]): void {
  console.log(`${number(basket_count)} baskets, ${number(item_count)} items`)
  if (skipped_row_count > 0) console.log(`${number(skipped_row_count)} rows without a basket or an item were skipped`)
  console.log(`${number(set_count)} sets of two items or more with enough support, ${number(tested_count)} rules tested`)
  if (rules.length > 0) {
    const rows = rules
      .slice(0, shown_rules)
      .map((rule) => [
        ...[rule.lead.join(', '), rule.follow, rule.basket_count, share(rule.support), share(rule.confidence)],
        ...[rule.lift.toFixed(2), probability(rule.p_value), probability(rule.false_discovery_rate)],
      ])
    console.log(`\n${formatTable(['lead', 'follow', 'baskets', 'support', 'confidence', 'lift', 'p', 'FDR'], rows)}`)
  }
  if (rules.length > shown_rules) console.log(`… and ${number(rules.length - shown_rules)} more: --json prints all`)
  console.log(rules.length === 1 ? '1 rule' : `${number(rules.length)} rules`)
}

function parseShare(name: string, value: string): number {
  const parsed = /^\d*\.?\d+(e-?\d+)?$/i.test(value) ? Number(value) : NaN
  if (!(parsed > 0 && parsed <= 1)) throw new UsageError(`${name}: expected a share above 0 and at most 1, got '${value}'`)
  return parsed
}

function parseCount(name: string, value: string, least: number): number {
  const parsed = parseNumber(name, value)
  if (parsed < least) throw new UsageError(`${name}: expected ${least} or more, got '${value}'`)
  return parsed
}
