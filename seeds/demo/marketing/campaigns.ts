import { dayFrom, isoDay, type Day } from '../basics/calendar.ts'
import { yearly, type Plan } from './campaign_plans.ts'
import { experiments } from './experiments.ts'

/** A campaign of one year. */
export type Campaign = Omit<Plan, 'name' | 'on'> & { campaign_id: string; campaign_name: string; assigned_on: Day; effect_days: number }

/** Days after the assignment in which orders count, unless the plan says otherwise. */
const effectDays = 14

/** The campaigns that begin up to a day, in order. */
export function campaignsUntil(until: Day): Campaign[] {
  const campaigns: Campaign[] = []
  const plans = [...yearly, ...experiments].sort((a, b) => (a.on < b.on ? -1 : 1))
  for (let year = 2024; year <= Number(isoDay(until).slice(0, 4)); year++) {
    for (const { name, on, arms, ...plan } of plans) {
      const assigned_on = dayFrom(`${year}-${on}`)
      const campaign = {
        campaign_id: `C${year}-${on.replace('-', '')}`,
        campaign_name: `${year} ${name}`,
        assigned_on,
        effect_days: effectDays,
      }
      if (assigned_on <= until) campaigns.push({ ...campaign, ...plan, arms: arms.map((arm) => ({ ...arm })) })
    }
  }
  return campaigns
}
