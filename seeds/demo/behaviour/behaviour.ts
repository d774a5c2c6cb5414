import type { Moment } from '../basics/calendar.ts'
import type { Random } from '../basics/random.ts'
import type { World } from '../catalogue/world.ts'
import type { Files } from '../files/write_files.ts'
import type { Person } from '../people/person.ts'
import type { Taste } from '../sales/taste.ts'
import { openActivities } from './activities.ts'
import { openBrowsing } from './browsing.ts'
import { openEvents } from './events.ts'
import { writeGroups } from './groups.ts'
import { writeInvitations } from './invitations.ts'
import { writeStoreCheckIns } from './store_check_ins.ts'
import { openSocialMedia } from './social_media.ts'
import { openWebsite } from './website.ts'

/** Writes what persons do in the mini-program, in the app, on the website and on social media. */
export function openBehaviour(world: World, files: Files) {
  const write = openEvents(world.settings, files)
  const { browse, write: writeOfAccount, ...ofOrders } = openBrowsing(world, write)
  const { visit } = openWebsite(world, files, write)
  const { takePart, close } = openActivities(world, files, writeOfAccount)
  const { interact } = openSocialMedia(world, files)
  return {
    ...ofOrders,
    close,
    /** Writes what a person checks in to around a purchase in a store. */
    writeStoreCheckIns: (person: Person, store_code: string, at: Moment, random: Random) =>
      writeStoreCheckIns(writeOfAccount, person, store_code, at, random),
    /** Writes what a person does apart from orders. */
    browse(person: Person, taste: Taste, openedInvitations: ReadonlyMap<string, Moment>): void {
      browse(person, taste)
      visit(person, taste)
      takePart(person, openedInvitations)
      writeInvitations(world, files, writeOfAccount, person)
      interact(person, taste)
      writeGroups(world, files, person)
    },
  }
}
