import { openFiles } from './files/write_files.ts'
import { guestsOf, personOf, type Settings } from './people/person.ts'
import { openSimulation } from './simulation.ts'
import { writePerson, writeTestAccounts } from './write_person.ts'

/** Writes the exports of the demo retailer and, in `truth/`, the true persons and effects. The same settings give the same bytes. */
export function generate(settings: Settings, out: string, report?: (done: number) => void): void {
  const files = openFiles(out, settings.until)
  const simulation = openSimulation(settings, files)
  for (let index = 0; index < settings.persons; index++) {
    const person = personOf(settings, index)
    writePerson(settings, files, person, simulation.simulate(person))
    if ((index + 1) % 100_000 === 0) report?.(index + 1)
  }
  for (const guest of guestsOf(settings)) writePerson(settings, files, guest, simulation.simulate(guest))
  simulation.close()
  writeTestAccounts(settings, files)
  files.close()
}
