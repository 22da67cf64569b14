import type { TaskPurpose } from '../domain/harvest.ts'

/** A row of `paper`. Instants are Unix milliseconds, lists and objects JSON text, days "YYYY-MM-DD". */
export type PaperTable = {
  id: string
  /** The quarter of the paper's arXiv id, counted from year 0; 0 for papers without one. Groups keys in their index. */
  title_shelf: number
  title_key: string
  title: string
  abstract: string | null
  authors: string | null
  author_count: number | null
  published_at: number | null
  updated_at: number | null
  version: number | null
  categories: string | null
  primary_category: string | null
  comment: string | null
  journal_ref: string | null
  doi: string | null
  announced_day: string | null
  organization: string | null
  project_page: string | null
  github_repo: string | null
  github_repo_added_by: string | null
  media_urls: string | null
  ai_summary: string | null
  ai_keywords: string | null
  ai_summary_model: string | null
  discussion_id: string | null
  thumbnail_url: string | null
  withdrawn_at: number | null
  author_participating: number | null
  daily_authors: string | null
  /** What is shown; `counts` holds what it was made of. */
  votes: number
  comments: number
  stars: number | null
  citations: number | null
  /** The day whose edition holds the paper though nobody featured it: null once it is featured. */
  listed_day: string | null
  counts: string | null
  origins: string
  change_number: number
}

/** A paper's place in the edition of a day, because somebody featured it there. */
export type EditionEntryTable = {
  day: string
  paper_id: string
  submitted_at: number | null
  submitter: string | null
  place: number | null
  answer_votes: number | null
  printed: string | null
  /** Those with which the paper stands in this edition (`toEditionVotes` of the domain). */
  votes: number
}

/** How many papers the edition of a day holds: featured ones, and those that arXiv announced. No row where none. */
export type EditionDayTable = { day: string; featured: number; listed: number }

/** A paper's card in the catalogue under one author, category or organisation. `published_at` is 0 where unknown. */
export type CatalogueTable = {
  kind: 'author' | 'category' | 'organisation'
  key: string
  published_at: number
  paper_id: string
}

/** How far a follower of the changes has read; under `PEOPLE`, the last change to any account or organisation. */
export type FollowerTable = { name: string; last_number: number }

/** The name under which `follower` holds the number of the last change to any account or organisation. */
export const PEOPLE = 'people'

/** The newest known state of an account of the community; `handle` is its key. `ages`: column → when its source said it. */
export type AccountTable = {
  handle: string
  external_id: string | null
  fullname: string | null
  avatar_url: string | null
  kind: string | null
  pro: number | null
  staff: number | null
  staff_admin: number | null
  moderator: number | null
  follower_count: number | null
  ages: string
}

/** The newest known state of an organisation; `handle` is its key. */
export type OrganizationTable = {
  handle: string
  external_id: string | null
  fullname: string | null
  avatar_url: string | null
  ages: string
}

/** A key by which a paper was known before: its address redirects, and followers of changes drop it. */
export type FormerIdTable = { former_id: string; paper_id: string; change_number: number }

/** One row: the number of the last change to any paper, account or organisation. */
export type ChangeCounterTable = { id: number; last_number: number }

/** A number of the whole store, counted now and then: counting millions of rows for every reader takes too long. */
export type TallyTable = { name: 'papers' | 'featured_papers'; count: number }

/** When records of a source were last taken in, changed or not. */
export type SourceReadTable = { source: string; read_at: number }

/** How it stands with a source. Instants are Unix milliseconds; null where it never came to that. */
export type SourceStateTable = {
  source: string
  /** Tasks that fall due until then stand in `task`. */
  planned_until: number | null
  /** It is not asked before: it said so, or its terms do. */
  stopped_until: number | null
  succeeded_at: number | null
  failed_at: number | null
  /** Failures since the last success. */
  failures: number
  /** What the last of them was: `busy`, `silent`, …; null since the last success. */
  failure_kind: string | null
  /** What is wrong, in words; null while nothing is. */
  trouble: string | null
  /** Who works through its tasks, and until when at most that keeps others off: whoever it was may have died. */
  holder: string | null
  held_until: number | null
}

/** What is, or was, to be fetched from a source in one go (`Task` of the domain). */
export type TaskTable = {
  source: string
  key: string
  /** Of the open tasks of one subject the newest replaces the others. */
  subject: string
  /** What it was planned for (`TaskPurpose`); null in the ordinary run of things. */
  purpose: TaskPurpose | null
  due_at: number
  /** Its place among those that were planned at once and are due at once, from 0. */
  place: number
  /** Where it goes on; null at its beginning. */
  resume: string | null
  /** Tries since an answer was taken in. */
  attempts: number
  /** How often it went back to its beginning, because the upstream would not go on. */
  restarts: number
  /** Answers taken in, those before a restart too. */
  answers: number
  tried_at: number | null
  /** It is not tried again before. */
  retry_at: number | null
  /** Records taken in, records left out, and how many the source said there are. */
  taken: number
  faults: number
  total: number | null
  finished_at: number | null
  outcome: 'done' | 'replaced' | 'refused' | null
  trouble: string | null
}

/** Until which day a source told all of a subject (`Reach` of the domain). */
export type ReachTable = { source: string; subject: string; day: string }

/** A paper as a source announced it for a day. `paper_id` need not be in the store yet. */
export type AnnouncementTable = { source: string; day: string; paper_id: string; kind: string; version: number | null }

/** The batch that a source announces for a day, and whether all of it is here. */
export type AnnouncedBatchTable = {
  source: string
  day: string
  due_at: number
  /** When the announcement was read; null while it was not. */
  read_at: number | null
  announced: number
  /** Of the announced ones, those that the store lacks, or has in an older version. */
  missing: number
  /** How often the missing ones were asked for one by one, and when that is done next. */
  attempts: number
  retry_at: number | null
  completed_at: number | null
  /** When it was given up to compare: the announcement can no longer be had, or the papers did not come for weeks. */
  closed_at: number | null
}

/** What was counted of a paper at an instant. */
export type SignalTable = { paper_id: string; name: string; source: string; at: number; count: number }

/** When the hosts of a group may be asked next. */
export type PaceTable = {
  name: string
  /** While somebody asks: when the next may, should this one never tell that it has ended. */
  next_at: number
  /** By the clock of whoever wrote the row. */
  changed_at: number
  /** The turn that asks now; null between turns. */
  holder: string | null
}

/** Something that went wrong with a source; the same again raises `times`. */
export type TroubleTable = {
  id: string
  source: string
  kind: string
  /** What it is about: a task's subject, a day; empty for the source as a whole. */
  subject: string
  message: string
  first_at: number
  last_at: number
  times: number
  /** When it was over; null while it is not. */
  settled_at: number | null
}

/** What to show an upstream, so that it answers only where something changed. */
export type ValidatorTable = { url: string; etag: string | null; last_modified: string | null; seen_at: number }

/** Who gets digests (`Recipient` of the domain). */
export type RecipientTable = {
  id: string
  channel: string
  address: string
  /** The address as two spellings of one are equal. */
  address_key: string
  secret: string
  created_at: number
  suppressed_at: number | null
  suppressed_reason: string | null
}

/** A reader's standing order (`Subscription` of the domain); `wish` and `rhythm` as JSON. */
export type SubscriptionTable = {
  id: string
  recipient_id: string
  wish: string
  rhythm: string
  size: number
  sends_empty: number
  state: string
  created_at: number
  confirmed_at: number | null
  ended_at: number | null
  /** When the next digest is due; null unless active. */
  next_at: number | null
}

/** A subscription that waits for its reader's yes, and the proof of it: when, from which network. */
export type ConfirmationTable = {
  /** SHA-256 of what the mailed link holds, as hexadecimal digits. */
  token_hash: string
  subscription_id: string
  asked_at: number
  /** The network of who asked: an IPv4 address, or 64 bits of an IPv6 one. */
  asked_from: string
  expires_at: number
  /** When the mail with the link is sent, or tried again; null once it was sent or given up. */
  next_at: number | null
  /** Tries to send it. */
  attempts: number
  confirmed_at: number | null
  confirmed_from: string | null
  /** What the answer begins, as JSON: the `AskedOrder`; null where it begins the subscription as it is. */
  ordered: string | null
}

/** What a reader thought of a paper of a digest: the newest answer. */
export type DigestFeedbackTable = { subscription_id: string; paper_id: string; kind: string; at: number }

/** A digest: due, then composed. `content` is the JSON of `Digest`, frozen. */
export type DigestTable = {
  id: string
  subscription_id: string
  from_day: string
  to_day: string
  due_at: number
  /** When somebody asked for it by hand, last; null where only its rhythm did. */
  asked_at: number | null
  composed_at: number | null
  content: string | null
  /** How many papers it has; null while it is not composed. */
  papers: number | null
  /** Tries to compose it that failed, when it is tried again, and why they did. */
  attempts: number
  retry_at: number | null
  trouble: string | null
}

/** A paper of a digest: a subscription has each paper once. */
export type DigestPaperTable = { subscription_id: string; paper_id: string; digest_id: string }

/** A digest on its way (`DeliveryState` of the domain). */
export type DeliveryTable = {
  digest_id: string
  /** Of its recipient, kept here so that what waits for each can be found. */
  channel: string
  state: string
  /** When it is tried next; null once it ended. */
  next_at: number | null
  /** When it was tried first. */
  first_at: number | null
  attempts: number
  /** Who is sending it, and until when that holds off others. */
  worker: string | null
  claimed_until: number | null
  /** Since when it may have arrived. */
  handed_over_at: number | null
  ended_at: number | null
  /** What the other side said last, in words for people. */
  trouble: string | null
}

/** How often something was asked for under a key in a window of time that begins then. */
export type AllowanceTable = { key: string; begins_at: number; count: number }

/** What a language model said of a paper, or that it said nothing of use. */
export type PaperSummaryTable = {
  paper_id: string
  /** The tag of the model, its language and its task among it. */
  model: string
  /** Stands for the texts that it was shown. */
  shown: string
  /** Null where nothing of use came of it. */
  text: string | null
  /** Why not, for operators. */
  trouble: string | null
  asked_at: number
}

/** What a language model was asked in a day (UTC). */
export type ModelUseTable = {
  day: string
  tokens: number
  asked: number
  /** Answers that did not stand the checks. */
  refused: number
  /** Requests that no answer came of. */
  failed: number
}

/** Every table. */
export type Schema = {
  paper: PaperTable
  edition_entry: EditionEntryTable
  edition_day: EditionDayTable
  catalogue: CatalogueTable
  follower: FollowerTable
  tally: TallyTable
  source_read: SourceReadTable
  source_state: SourceStateTable
  task: TaskTable
  reach: ReachTable
  announcement: AnnouncementTable
  announced_batch: AnnouncedBatchTable
  signal: SignalTable
  pace: PaceTable
  trouble: TroubleTable
  validator: ValidatorTable
  account: AccountTable
  organization: OrganizationTable
  former_id: FormerIdTable
  change_counter: ChangeCounterTable
  recipient: RecipientTable
  subscription: SubscriptionTable
  confirmation: ConfirmationTable
  digest_feedback: DigestFeedbackTable
  digest: DigestTable
  digest_paper: DigestPaperTable
  delivery: DeliveryTable
  allowance: AllowanceTable
  paper_summary: PaperSummaryTable
  model_use: ModelUseTable
}
