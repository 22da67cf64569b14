import type { LanguageServer } from '../../domain/language-server.ts'
import type { PaperId } from '../../domain/paper.ts'
import type { SummarisedPaper } from '../../domain/ports.ts'
import { toUtcDay, type UnixMs } from '../../domain/time.ts'
import { openLanguageModel } from '../../language/open-language-model.ts'
import type { Db } from '../../store/db.ts'
import { findModelUse } from '../../store/model-use.ts'
import { type Finding, failure, ok, skipped, warning } from './check.ts'

/** Made up, and such as any model can write about. */
const ABSTRACT = [
  'Owls hunt at night by hearing alone. We build a model of their hearing that finds the place of a sound from the',
  'difference in time between two microphones, and compare it with owls on 40 sounds. The model finds most of the places',
  'that owls find.',
].join(' ')
const PAPER: SummarisedPaper = {
  ...{ id: 'doctor' as PaperId, title: 'A model of how owls hear', abstract: ABSTRACT },
  sentences: ['Owls hunt at night by hearing alone.', 'The model finds most of the places that owls find.'],
}
const MEND = 'See the settings OPENAI_… and the server’s own log; until then digests go out without what it adds.'

/** Whether the language model answers with something that stands the checks, and what it took today. */
export async function checkLanguage(
  server: LanguageServer | undefined,
  db: Db | undefined,
  now: UnixMs,
): Promise<Finding> {
  if (!server) return skipped('No language model is set (OPENAI_BASE_URL); digests need none.')
  const model = openLanguageModel(server)
  const begin = performance.now()
  const written = await model.summarise(PAPER, new AbortController().signal)
  const ms = Math.round(performance.now() - begin)
  const spent = await describeUse(server, db, now)
  if ('text' in written) return ok(`${model.name} answers in ${ms} ms, for ${written.tokens} tokens.${spent}`)
  const reason = written.reason.replace(/\.$/, '')
  if (written.outcome === 'failed') return failure(`${reason}.${spent}`, MEND)
  return warning(`${model.name} was asked about a made-up paper. ${reason}.${spent}`, MEND)
}

async function describeUse({ dailyTokens }: LanguageServer, db: Db | undefined, now: UnixMs): Promise<string> {
  const use = db && (await findModelUse(db, toUtcDay(now)))
  if (!use) return ''
  const count = (number: number): string => number.toLocaleString('en')
  const kept = use.asked - use.refused - use.failed
  return ` Today ${count(use.asked)} papers were asked about, ${count(kept)} with success, for ${count(use.tokens)} of ${count(dailyTokens)} tokens.`
}
