import { dayOf, startOf, type Moment } from './basics/calendar.ts'
import type { openBehaviour } from './behaviour/behaviour.ts'
import type { BusinessLine } from './catalogue/products.ts'
import type { Channel, World } from './catalogue/world.ts'
import type { Files } from './files/write_files.ts'
import { bestCoupon } from './loyalty/coupons.ts'
import { storesIn } from './people/cities.ts'
import type { Account } from './people/person.ts'
import { applyCoupon, paidAmount, type Item } from './sales/basket.ts'
import { openExtraLines } from './sales/extra_lines.ts'
import { openOrderForms, plainForm } from './sales/order_forms.ts'
import { openOrders } from './sales/orders.ts'
import type { OrderTotals, Purchase } from './sales/purchase.ts'
import type { openReceipts } from './sales/receipts.ts'
import { orderSystemOf } from './sales/web_systems.ts'
import type { Shopper } from './shopper.ts'

// Share of online orders that follow an unpaid attempt.
const unpaidShare = 0.04
// Share of presale orders beside which the person orders once more with a deposit and never pays the rest.
const unpaidPresaleShare = 0.12

/** Turns baskets into receipts of the stores and orders of the web stores, paid and unpaid. */
export function openCheckout(
  world: World,
  files: Files,
  receipts: ReturnType<typeof openReceipts>,
  behaviour: ReturnType<typeof openBehaviour>,
) {
  const [orders, orderForms, extraLines] = [openOrders(world, files), openOrderForms(world), openExtraLines(world)]
  return {
    /** Buys these goods, with the best coupon of the wallet and what the retailer adds to the order. */
    buy(
      { person, taste, wallet, baskets, forms, checkIns }: Shopper,
      account: Account,
      items: Item[],
      business_line: BusinessLine,
      at: Moment,
    ): OrderTotals & Pick<Purchase, 'order_id' | 'gift_to'> {
      const day = dayOf(at)
      if (person.role === 'reseller') extraLines.multiply(items, forms)
      extraLines.reduce(items, day)
      const amount = items.reduce((sum, item) => sum + paidAmount(item), 0)
      const coupon = bestCoupon(wallet, business_line, amount, at)
      if (coupon) applyCoupon(items, coupon.face)
      else extraLines.mix(person, taste, items, business_line, account.source as Channel, day, forms)
      const coupon_id = coupon && coupon.coupon_id
      const isStore = account.source === 'pos'
      const store_code = baskets.chance(0.85)
        ? person.home_store[business_line]
        : baskets.pick(storesIn(person.city, business_line)).store_code
      const form = isStore ? plainForm : orderForms.formOf(person, account, items, at, forms)
      const order_id = isStore ? receipts.numberOf(store_code, at) : orders.numberOf(account.source, form.presale?.ordered_at ?? at)
      if (coupon) coupon.redeemed = { at, order_system: isStore ? 'pos' : orderSystemOf(account.source), order_id }
      if (account.source === 'mini' || account.source === 'app') behaviour.writeOrderEvents(person, taste, account, items, at, baskets)
      if (isStore) behaviour.writeStoreCheckIns(person, store_code, at, checkIns)
      extraLines.doublePoints(person, items, account.source as Channel, at)
      extraLines.give(items, day, forms)
      if (isStore)
        return {
          order_id,
          gift_to: null,
          ...receipts.write({ receipt_no: order_id, store_code, card_no: account.account_id, at, items, coupon_id }, baskets, forms),
        }
      if (baskets.chance(unpaidShare)) {
        const before = Math.max(startOf(dayOf(at)), at - 60 - baskets.integer(3600))
        const free = items.map((item) => ({ ...item, coupon: 0 }))
        const order_id = orders.numberOf(account.source, before)
        orders.writeUnpaid({ order_id, account, at: before, items: free, coupon_id: null, form: plainForm })
      }
      if (form.presale && forms.chance(unpaidPresaleShare)) {
        const order_id = orders.numberOf(account.source, form.presale.ordered_at)
        const free = items.map((item) => ({ ...item, coupon: 0 }))
        orders.writeUnpaid({ order_id, account, at, items: free, coupon_id: null, form: { ...form, guide_id: null, gift_to: null } })
      }
      return { order_id, gift_to: form.gift_to, ...orders.writePaid({ order_id, account, at, items, coupon_id, form }, baskets, forms) }
    },
  }
}
