import { join } from 'node:path'
import type { EmbeddingServer } from '../../domain/embedding-server.ts'
import type { LanguageServer } from '../../domain/language-server.ts'
import type { Clock } from '../../domain/time.ts'
import { INDEX_FOLDER } from '../index/index-thread.ts'
import { toStoreTag } from '../index/store-tag.ts'
import type { Check } from './check.ts'
import { checkDataFolder, checkDiskSpace, checkSecret } from './data-folder.ts'
import { checkAnswer, checkDerived, checkSqlite, checkTables, findLastRead } from './database.ts'
import type { Examination } from './examine-database.ts'
import { checkEmbedding, checkEmbeddingFile } from './embedding.ts'
import { checkConfirmations, checkDigests, type MissingSettings } from './digests.ts'
import { checkLanguage } from './language.ts'
import { checkMail, type WatchedMail } from './mail.ts'
import { checkIndex } from './search-index.ts'
import { checkLastBackup, checkNewestEdition } from './freshness.ts'
import { checkCalendar, checkClock, checkNode, checkTimeZone } from './machine.ts'
import { checkAddress, checkPort, type Place } from './network.ts'
import { checkContact, checkSources, type WatchedSource } from './sources.ts'

/** What the checks of a machine need to know. */
export type Machine = { nodeVersion: string; clock: Clock }

/** What the checks of an installation need to know beside that. */
export type Installed = Machine &
  Place & { version: string; dataFolder: string; databaseUrl: string; database: Examination } & {
    embedding: EmbeddingServer | undefined
    /** An embedding of one's own, never beside a server. */
    embeddingFile: string | undefined
    /** Those switched on. */
    watched: readonly WatchedSource[]
    contact: string | undefined
    mail: WatchedMail
    /** What channels lack to send. */
    missing: MissingSettings
    /** A language model that adds to digests. */
    language: LanguageServer | undefined
  }

/** What can be looked at whatever the settings are. */
export function listMachineChecks({ nodeVersion, clock }: Machine): Check[] {
  return [
    { name: 'node', look: () => checkNode(nodeVersion) },
    { name: 'time zone', look: () => checkTimeZone() },
    { name: 'calendar', look: () => checkCalendar(clock()) },
  ]
}

/** What can be looked at once the settings are read, and the database was examined. */
export function listInstallationChecks(installed: Installed): Check[] {
  const { clock, version, dataFolder, databaseUrl, database, embedding, embeddingFile, watched } = installed
  const indexFolder = join(dataFolder, INDEX_FOLDER)
  const { readable } = database
  return [
    { name: 'data folder', look: () => checkDataFolder(dataFolder) },
    { name: 'secret', look: () => checkSecret(dataFolder) },
    { name: 'disk', look: () => checkDiskSpace(dataFolder, database.bytes) },
    { name: 'database', look: () => checkAnswer(database) },
    { name: 'tables', look: () => checkTables(database) },
    { name: 'file', look: () => checkSqlite(readable) },
    { name: 'counts', look: () => checkDerived(readable) },
    { name: 'clock', look: async () => checkClock(clock(), await findLastRead(readable)) },
    {
      name: 'search index',
      look: () => checkIndex(indexFolder, { store: toStoreTag(databaseUrl, dataFolder), db: readable }),
    },
    {
      name: 'embedding',
      look: () =>
        embeddingFile === undefined ? checkEmbedding(embedding, indexFolder) : checkEmbeddingFile(embeddingFile),
    },
    { name: 'edition', look: () => checkNewestEdition(readable, clock()) },
    { name: 'sources', look: () => checkSources(readable, watched, clock()) },
    { name: 'contact', look: () => checkContact(watched, installed.contact) },
    {
      name: 'digests',
      look: () => checkDigests(readable, { missing: installed.missing, dataFolder }, clock()),
    },
    { name: 'confirmations', look: () => checkConfirmations(readable, clock()) },
    { name: 'mail', look: () => checkMail(installed.mail, installed.baseUrl) },
    { name: 'language model', look: () => checkLanguage(installed.language, readable, clock()) },
    { name: 'backup', look: () => checkLastBackup(dataFolder, readable, clock()) },
    { name: 'address', look: () => checkAddress(installed) },
    { name: 'port', look: () => checkPort(installed, version) },
  ]
}
