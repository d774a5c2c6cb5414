import { isoDay, type Day } from './basics/calendar.ts'
import { yuan } from './basics/money.ts'
import type { Product } from './catalogue/products.ts'
import { isLimited, suitsProcedureStage, suitsSkinType } from './catalogue/suitability.ts'
import { isSold, type World } from './catalogue/world.ts'
import type { FileShape, Row } from './files/file_shape.ts'
import { nights, type Files } from './files/write_files.ts'
import { adAudiencesUntil } from './marketing/ad_audiences.ts'
import type { Campaign } from './marketing/campaigns.ts'
import { contactChannels } from './marketing/channels.ts'
import { spendUntil } from './marketing/spend.ts'
import { stores } from './people/cities.ts'
import { guidesOf } from './people/guides.ts'

const whole = (source: string, columns: string): FileShape => ({ source, columns: columns.split(/\s+/), whole: true })

/** The files that contain a whole list each time. */
export const lists = {
  product: whole(
    'product',
    'product_code product_name business_line category series launched_on discontinued_on list_price unit_cost currency suits_skin_type suits_procedure_stage is_limited',
  ),
  product_price: whole('product_price', 'product_code valid_from list_price unit_cost currency'),
  store: whole('store', 'store_code store_name channel business_line city phone opened_on time_zone currency'),
  guide: whole('guide', 'guide_id guide_name store_code starts_on ends_on'),
  promotion: whole(
    'promotion',
    'promotion_id promotion_name promotion_type business_line product_code starts_on ends_on discount_rate ' +
      'discount_type threshold_amount reduction_amount',
  ),
  stock_out: whole('stock_out', 'stock_out_id product_code store_code started_on ended_on'),
  campaign: whole(
    'campaign',
    'campaign_id campaign_name goal business_line audience assigned_on starts_on ends_on primary_metric declared_effect',
  ),
  campaign_arm: whole(
    'campaign_arm',
    'campaign_id arm is_holdout planned_share channel face_amount threshold_amount cost_amount currency send_hour benefit',
  ),
  ad_audience: whole(
    'ad_audience',
    'platform campaign_id segment reported_on uploaded_count matched_count click_count cost_amount currency',
  ),
  channel_spend: whole('channel_spend', 'spent_on channel medium spend_amount currency impression_count click_count'),
}

// Days for which promotions are planned ahead.
const planningDays = 60

/** Writes every list in its state at the end of the history and on each day after it. */
export function writeLists(world: World, campaigns: readonly Campaign[], files: Files): void {
  const { until } = world.settings
  const spend = spendUntil(world)
  const audiences = adAudiencesUntil(world, campaigns)
  for (let day = until - nights; day <= until; day++) {
    const write = (shape: FileShape, rows: Iterable<Row>) => {
      for (const row of rows) files.write(shape, day, row)
    }
    const launched = world.products.filter(({ launched_on }) => launched_on <= day)
    write(
      lists.product,
      launched.map((product) => productRow(product, day)),
    )
    write(
      lists.product_price,
      launched.flatMap((product) => priceRows(product, day)),
    )
    write(lists.store, storeRows)
    write(lists.guide, guideRows(world, day))
    write(lists.promotion, promotionRows(world, day))
    write(lists.stock_out, stockRows(world, day))
    const begun = campaigns.filter(({ assigned_on }) => assigned_on <= day)
    write(lists.campaign, begun.map(campaignRow))
    write(lists.campaign_arm, begun.flatMap(armRows))
    write(
      lists.channel_spend,
      spend.filter((row) => row.day <= day).map(({ row }) => row),
    )
    write(
      lists.ad_audience,
      audiences.filter((row) => row.day <= day).map(({ row }) => row),
    )
  }
}

function productRow(product: Product, day: Day): Row {
  const { product_code, product_name, business_line, category, series, launched_on, discontinued_on } = product
  const price = product.prices.findLast(({ valid_from }) => valid_from <= day)!
  const end = isSold(product, day) ? null : isoDay(discontinued_on!)
  return [
    ...[product_code, product_name, business_line, category, series, isoDay(launched_on), end],
    ...[yuan(price.list_price), yuan(price.unit_cost), 'CNY'],
    ...[suitsSkinType(product), suitsProcedureStage(product), isLimited(product)],
  ]
}

const priceRows = ({ product_code, prices }: Product, day: Day): Row[] =>
  prices
    .filter(({ valid_from }) => valid_from <= day)
    .map(({ valid_from, list_price, unit_cost }) => [product_code, isoDay(valid_from), yuan(list_price), yuan(unit_cost), 'CNY'])

const webStoreRows: Row[] = [
  ['SHOP01', '天猫旗舰店', 'marketplace'],
  ['DY01', '抖音旗舰店', 'douyin'],
  ['JD01', '京东旗舰店', 'jd'],
  ['MINI01', '小程序商城', 'mini'],
  ['APP01', 'App商城', 'app'],
].map((row) => [...row, 'both', null, null, '2021-03-01', 'Asia/Shanghai', 'CNY'])

const storeRows: Row[] = [
  ...webStoreRows,
  ...stores.map(({ store_code, city, business_line, phone }, position): Row => {
    const name = `${city.name}${business_line === 'beauty' ? '护肤专门店' : '便利店'}${store_code.slice(-2)}`
    return [store_code, name, 'pos', business_line, city.name, phone, isoDay(-700 + 3 * position), 'Asia/Shanghai', 'CNY']
  }),
]

const guideRows = ({ settings }: World, day: Day): Row[] =>
  guidesOf(settings)
    .spans.filter(({ starts_on }) => starts_on <= day)
    .map(({ guide_id, guide_name, store_code, starts_on, ends_on }) => [
      ...[guide_id, guide_name, store_code, isoDay(starts_on), ends_on !== null && ends_on <= day ? isoDay(ends_on) : null],
    ])

const promotionRows = ({ promotions }: World, day: Day): Row[] =>
  promotions
    .filter(({ starts_on }) => starts_on <= day + planningDays)
    .map((promotion) => {
      const { promotion_id, promotion_name, promotion_type, business_line, product, starts_on, ends_on, discount_rate } = promotion
      const { discount_type, threshold, reduction } = promotion
      return [
        ...[promotion_id, promotion_name, promotion_type, business_line, product && product.product_code],
        ...[isoDay(starts_on), isoDay(ends_on), discount_rate, discount_type, threshold && yuan(threshold), reduction && yuan(reduction)],
      ]
    })

function* stockRows({ stockOuts }: World, day: Day): Generator<Row> {
  for (const [position, { product, warehouse, started_on, ended_on }] of stockOuts.entries()) {
    if (started_on > day) continue
    for (const store_code of warehouse === 'marketplace' ? ['SHOP01', 'DY01', 'JD01'] : ['MINI01', 'APP01']) {
      const end = ended_on <= day ? isoDay(ended_on) : null
      yield [`OUT${position + 1}-${store_code}`, product.product_code, store_code, isoDay(started_on), end]
    }
  }
}

const campaignRow = (campaign: Campaign): Row => {
  const { campaign_id, campaign_name, goal, business_line, audience, assigned_on, effect_days, declared_effect } = campaign
  const [on, end] = [isoDay(assigned_on), isoDay(assigned_on + effect_days)]
  return [campaign_id, campaign_name, goal, business_line, audience, on, on, end, `ordered_${effect_days}d`, declared_effect]
}

const armRows = ({ campaign_id, arms }: Campaign): Row[] =>
  arms.map(({ arm, share, channel, face, threshold, hour, benefit }) => [
    ...[campaign_id, arm, channel === null, share, channel, yuan(face), yuan(threshold)],
    ...[yuan(channel === null ? 0 : contactChannels[channel].cost), 'CNY', hour, benefit],
  ])
