import { join } from 'node:path'
import type { Clock } from '../../domain/time.ts'
import type { Check } from './check.ts'
import { checkDataFolder, checkDiskSpace, checkSecret } from './data-folder.ts'
import { checkAnswer, checkDerived, checkSqlite, checkTables, findLastRead, type Patient } from './database.ts'
import { INDEX_FOLDER } from '../index/index-thread.ts'
import { checkIndex } from './search-index.ts'
import { checkLastBackup, checkNewestEdition } from './freshness.ts'
import { checkCalendar, checkClock, checkNode, checkTimeZone } from './machine.ts'
import { checkAddress, checkPort, type Place } from './network.ts'

/** What the checks of a machine need to know. */
export type Machine = { nodeVersion: string; clock: Clock }

/** What the checks of an installation need to know beside that. */
export type Installed = Machine & Place & { version: string; dataFolder: string; patient: Patient }

/** What can be looked at whatever the settings are. */
export function listMachineChecks({ nodeVersion, clock }: Machine): Check[] {
  return [
    { name: 'node', look: () => checkNode(nodeVersion) },
    { name: 'time zone', look: () => checkTimeZone() },
    { name: 'calendar', look: () => checkCalendar(clock()) },
  ]
}

/** What can be looked at once the settings are read; later checks rely on what earlier ones found. */
export function listInstallationChecks(installed: Installed): Check[] {
  const { clock, version, dataFolder, patient } = installed
  return [
    { name: 'data folder', look: () => checkDataFolder(dataFolder) },
    { name: 'secret', look: () => checkSecret(dataFolder) },
    { name: 'disk', look: async () => checkDiskSpace(dataFolder, await patient.measureBytes()) },
    { name: 'database', look: () => checkAnswer(patient) },
    { name: 'tables', look: () => checkTables(patient) },
    { name: 'file', look: () => checkSqlite(patient) },
    { name: 'counts', look: () => checkDerived(patient) },
    { name: 'clock', look: async () => checkClock(clock(), await findLastRead(patient)) },
    { name: 'search index', look: () => checkIndex(join(dataFolder, INDEX_FOLDER)) },
    { name: 'edition', look: () => checkNewestEdition(patient, clock()) },
    { name: 'backup', look: () => checkLastBackup(dataFolder, patient, clock()) },
    { name: 'address', look: () => checkAddress(installed) },
    { name: 'port', look: () => checkPort(installed, version) },
  ]
}
