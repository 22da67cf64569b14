// The thread that composes digests and sends mail: started by compose.ts through jobs/keep-mailing.ts, with a connection of
// its own. The search is asked of the thread that started it.
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { openChannels } from './compose-channels.ts'
import { openMail } from './compose-mail.ts'
import type { Config } from './config/config.ts'
import { loadSecret } from './config/secret.ts'
import { type MailThreadData, WAKE } from './jobs/keep-mailing.ts'
import { toMailLanes } from './jobs/mail-lanes.ts'
import { startRounds } from './jobs/rounds.ts'
import { openLanguageModel } from './language/open-language-model.ts'
import { askByPort } from './platform/ask-by-port.ts'
import { systemClock as clock } from './platform/clock.ts'
import { pause } from './platform/pause.ts'
import { joinWork } from './platform/working-thread.ts'
import { beginWork } from './services/at-work.ts'
import { createComposing } from './services/digests/composing.ts'
import { createDelivering } from './services/digests/delivering.ts'
import { createSummarising } from './services/digests/summarise-papers.ts'
import type { SearchPage, SearchRequest } from './services/search/searching.ts'
import { createPruner } from './services/subscriptions/prune-subscriptions.ts'
import { createConfirmationSender } from './services/subscriptions/send-confirmations.ts'
import { createSignedLinks } from './services/subscriptions/signed-links.ts'
import { type Db, openDatabase } from './store/db.ts'

/** What the thread takes of a configuration; the address is known by then. */
export type MailThreadConfig = Pick<
  Config,
  'databaseUrl' | 'dataFolder' | 'mail' | 'channels' | 'sources' | 'language' | 'digestDays'
> & { baseUrl: string }

/** A lock of each worker lies here, by which others see that it has died. */
const WORKERS = 'mailers'

const { options: config, searchPort } = workerData as MailThreadData<MailThreadConfig>
const port = parentPort!
let wake = (): void => undefined
const { log, stopped } = joinWork(port, (news) => news === WAKE && wake())

function openComposing(db: Db) {
  const { language } = config
  const summarise =
    language &&
    createSummarising({ db, model: openLanguageModel(language), dailyTokens: language.dailyTokens, clock, log })
  const searching = { searchPapers: askByPort<SearchRequest, SearchPage>(searchPort, 'search') }
  return createComposing({ db, clock, log, searching, summarise })
}

const db = openDatabase(config.databaseUrl)
const secret = await loadSecret(config.dataFolder)
const place = { baseUrl: config.baseUrl, secret }
const mail = await openMail(config, place)
const worker = beginWork(join(config.dataFolder, WORKERS))
const delivering = createDelivering({
  ...{ db, clock, log, worker: worker.name, listGone: worker.listGone },
  toLinks: createSignedLinks(secret, config.baseUrl).toLinks,
  channels: [...(mail ? [mail.channel] : []), ...openChannels(config, secret)],
  // While some are sent the next are made.
  atOnce: config.mail.connections * 2,
})
const sendConfirmations = mail && createConfirmationSender({ db, clock, ...place, ...mail })
const onComposed = (): void => rounds.wake('deliver')
const lanes = toMailLanes({ composing: openComposing(db), delivering, sendConfirmations, log, onComposed })
const prune = { name: 'prune', run: createPruner({ db, clock, log, digestDays: config.digestDays }) }
const rounds = startRounds([...lanes, prune], { clock, pause, log, delayEvent: 'mailing.delayed' }, stopped)
wake = () => rounds.wake()
await rounds.ended
mail?.close()
searchPort.close()
worker.leave()
await db.destroy()
port.close()
