import type { Digest } from './digest.ts'
import type { Paper, PaperId } from './paper.ts'
import type { ChannelName, Recipient, Subscription, Wish } from './subscription.ts'
import type { Day, UnixMs } from './time.ts'

/** Something a reader of files found: a paper, or a record that could not be read and why. */
export type ReadItem = { paper: Paper } | { fault: Fault }

/**
 * A record that was left out. `position` says where in the file, as people count: "line 12", "item 3"; `id` which paper it is
 * about, where a source that tells of papers by themselves can be asked for it.
 */
export type Fault = { position: string; reason: string; id?: PaperId }

/** As `ReadItem`, or a paper of arXiv that a file names without describing it: it is to be fetched. */
export type FileItem = ReadItem | { wanted: PaperId }

/**
 * Reads papers from the bytes of one file of any known form, recognised by content.
 *
 * Yields items in the order of the file, in batches of at most a few hundred; memory stays flat however long the file.
 * A bad record is yielded as a fault and the rest goes on.
 *
 * @throws AppError `invalid` when the form is not known or the envelope is broken beyond reading.
 */
export type ReadPapers = (bytes: AsyncIterable<Uint8Array>) => AsyncIterable<FileItem[]>

/** How much an event matters, least first. `debug` is for who looks for a fault; `error` is a fault of ours. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Writes one event down: a name, noun first and then what it did (`request.answered`), its facts, `info` by default. */
export type Log = (event: string, facts: Record<string, unknown>, level?: LogLevel) => void

/** Lines of JSON for programs, or of text for a person at a terminal. */
export type LogFormat = 'json' | 'text'

/** What an embedder made of some texts. */
export type EmbeddedTexts = {
  /** In the order of the texts, each of length 1; `undefined` where the model does not take a text, however it is cut. */
  vectors: readonly (Float32Array | undefined)[]
  /** The vector of a text that is always the same: where it differs, another model has answered. */
  probe: Float32Array
}

/** Gives texts their places in a space of meanings; outside the process. */
export type Embedder = {
  /** Where it is, in words for people, without secrets. */
  readonly address: string
  /** Changes with every setting that changes vectors. */
  readonly tag: string
  /**
   * Embeds documents, however many, and tries again where that may help.
   *
   * @throws AppError `unavailable` where it cannot be had now, `invalid` where settings must change; `conflict` where the
   *   model was exchanged meanwhile; the signal's reason where it was aborted
   */
  embedDocuments(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddedTexts>
  /** Embeds queries, with one try and little time. @throws AppError as `embedDocuments` does */
  embedQueries(texts: readonly string[], signal?: AbortSignal): Promise<EmbeddedTexts>
}

/** Says when the hosts of a group may be asked: one request at a time and with a pause between two, over all processes. */
export type Pace = {
  /**
   * Waits for its turn.
   *
   * @param gapMs the least time from the end of one request to the beginning of the next
   * @param mostMs after which a turn ends though it was not given back: its process may have died
   * @returns gives the turn back
   */
  take(group: string, gapMs: number, mostMs: number, signal: AbortSignal): Promise<() => Promise<void>>
}

/** Waits. A parameter, so that tests can let days pass. @throws the signal's reason where it is aborted */
export type Pause = (ms: number, signal?: AbortSignal) => Promise<void>

/** What to show an upstream so that it answers only where something changed. */
export type Validator = { etag?: string; lastModified?: string }

/** What is asked of an upstream. */
export type UpstreamRequest = {
  url: string
  /** Sent by POST, as JSON. */
  body?: unknown
  /** Sent by POST, as a form. Something is told and nothing asked: any success is an answer, mostly an empty one. */
  form?: Readonly<Record<string, string>>
  headers?: Readonly<Record<string, string>>
  /** Longer answers are refused, unpacked. */
  mostBytes: number
  /** Without it, 60 seconds. */
  timeoutMs?: number
  validator?: Validator
  /** Until when nobody asks it, at an instant. Looked at when its turn has come: a turn may be long in coming. */
  restsUntil?: (now: UnixMs) => UnixMs | undefined
}

/** What an upstream answered: 200 with all its bytes, unpacked, or 304. `headers` have their names in lower case. */
export type UpstreamAnswer =
  | {
      status: 200
      bytes: Uint8Array
      type: string
      at: UnixMs
      validator: Validator
      url: string
      headers?: Readonly<Record<string, string>>
    }
  | { status: 304; at: UnixMs }

/**
 * Asks upstreams, politely: paced by host, named, unpacked, limited in size and time, and never led to a private address.
 *
 * @throws UpstreamError where there is no answer of use; RestError where nothing was asked
 */
export type AskUpstream = (request: UpstreamRequest, signal: AbortSignal) => Promise<UpstreamAnswer>

/** A message for a recipient: a digest, ready for each way out. */
export type OutgoingDigest = {
  digest: Digest
  recipient: Recipient
  subscription: Subscription
  /** Addresses that the message leads to; all but `edition` hold a secret or a signature. */
  links: DigestLinks
  /** What its reader is to know before all else, in a sentence. Only mails show it. */
  notice?: string
}

/** Where the links of a digest lead. */
export type DigestLinks = {
  /** The page on which all papers of the kind stand, by which name people know it: "Read the whole edition". */
  edition: { url: string; says: string }
  /** The page of the digest itself, with all its papers. */
  whole: string
  /** The past digests and subscriptions of the recipient. */
  inbox: string
  unsubscribe: string
  /** The page of a paper. */
  open(id: PaperId): string
  more(id: PaperId): string
  less(id: PaperId): string
}

/** A way out for digests. */
export type Channel = {
  readonly name: ChannelName
  /** Whether a repeat is harmless: then `onHandOver` is not called. */
  readonly isRepeatable?: boolean
  /**
   * Hands a digest over, once. `onHandOver` is awaited before the last byte of the message goes out: from then on it may
   * have arrived. Where it throws, that byte is not sent. A channel on which a repeat is harmless does not call it: whoever
   * takes over sends again.
   *
   * @throws DeliveryError where it was not taken, or nobody knows
   */
  send(message: OutgoingDigest, onHandOver: () => Promise<void>, signal: AbortSignal): Promise<void>
}

/** A paper that may come into a digest, the best first where they are listed; `score` only compares within one list. */
export type Candidate = { id: PaperId; score: number; reason: string }

/** Chooses papers for the wishes of one kind. */
export type PaperChooser<W extends Wish = Wish> = {
  /** Finds the papers of a stretch of days (both included) for a wish, the best first, at most `limit`. */
  choosePapers(
    wish: W,
    period: { from: Day; to: Day },
    limit: number,
    signal: AbortSignal,
  ): Promise<{ candidates: readonly Candidate[]; considered: number }>
  /** Whether it looks back by itself, further than the days it is given: nothing comes too late for it. */
  readonly looksBack?: boolean
  /** Whether to choose once more would take longer than all the rest of a digest. */
  readonly isCostly?: boolean
}

/** A paper of which a language model is to say something; its texts plain, mathematics too. */
export type SummarisedPaper = { id: PaperId; title: string; abstract: string; sentences: readonly string[] }

/** What a language model gave for one paper. `tokens` is what it cost, in the model's own pieces of words. */
export type WrittenSummary =
  /** It stood every check. */
  | { text: string; tokens: number }
  /** Of no use, for whatever reason; asking the same again would give the same (`refused`), or may help (`failed`). */
  | { outcome: 'refused' | 'failed'; reason: string; tokens: number }

/** A language model that writes of one paper at a time; outside the process. */
export type LanguageModel = {
  /** Its name as its server knows it, for the operator; readers are told only that it was a model. */
  readonly name: string
  /** Changes with every setting that changes what it writes. */
  readonly tag: string
  /** The most tokens that one request about a paper may take. */
  readonly mostTokens: number
  /** Stands for what of a paper it is shown: where that is the same, what it writes may be kept. */
  toShownTag(paper: SummarisedPaper): string
  /** Writes, with one try and limits on time and size. Throws nothing but the reason of the signal. */
  summarise(paper: SummarisedPaper, signal: AbortSignal): Promise<WrittenSummary>
}

/**
 * What a language model says of some papers: of those that are absent it said nothing, or nothing that stood its checks. It
 * takes a bounded time, and throws nothing but the reason of the signal. Absent where there is no model.
 */
export type SummarisePapers = (
  papers: readonly SummarisedPaper[],
  signal: AbortSignal,
) => Promise<ReadonlyMap<PaperId, string>>

/** A mail as it is read: its subject and both of its parts. */
export type RenderedMail = { subject: string; html: string; text: string }

/** Renders a digest as it goes out by mail; for previews too. */
export type RenderDigest = (message: OutgoingDigest) => RenderedMail

/** What somebody is asked before a subscription begins. */
export type ConfirmationMail = {
  recipient: Recipient
  subscription: Subscription
  /** What the subscription brings, in a few words. */
  title: string
  /** Where the answer is given, and until when. */
  link: string
  expiresAt: UnixMs
}

/** Asks somebody whether they want a subscription. @throws DeliveryError as a channel does */
export type SendConfirmation = (mail: ConfirmationMail, signal: AbortSignal) => Promise<void>

/** Brings a known recipient its private link: it was asked for, or so was a subscription that it has already. */
export type LinkMail = {
  recipient: Recipient
  /** The page where the recipient manages its subscriptions. */
  link: string
}

/** Sends a recipient its private link. @throws DeliveryError as a channel does */
export type SendLink = (mail: LinkMail, signal: AbortSignal) => Promise<void>
