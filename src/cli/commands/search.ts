import { defineCommand } from 'citty'
import { openSearch } from '../../compose.ts'
import { loadConfig } from '../../config/config.ts'
import { AppError } from '../../domain/error.ts'
import type { Log } from '../../domain/ports.ts'
import { openLog } from '../../platform/log.ts'
import { SEARCH_MODES, type SearchMode, type SearchPage, type SearchRequest } from '../../services/search/searching.ts'
import { writeFoundPapers, writeNotices } from '../found-papers.ts'
import type { Help } from '../help.ts'

const MOST_PAPERS = 100
/** An index that is up to date opens in less. */
const PATIENCE_MS = 1500

const NO_PAPERS =
  'There are no papers yet: "broadsheet import" takes some in. (What a server shows meanwhile is made up.)\n'

/** `broadsheet search QUERY`: the papers that a query finds, the best first, as text or JSON on stdout. */
export const searchCommand = defineCommand({
  meta: { name: 'search' },
  args: {
    query: { type: 'positional', required: true, valueHint: 'QUERY', description: 'Words, in the query language' },
    json: { type: 'boolean', default: false, description: 'Write one object as JSON, for programs' },
    limit: { type: 'string', default: '10', valueHint: 'N', description: 'Papers at most' },
    mode: {
      type: 'string',
      default: 'hybrid',
      valueHint: 'MODE',
      description: 'By words (lexical), by meaning (dense), or by both (hybrid)',
    },
    explain: { type: 'boolean', default: false, description: 'Say of each paper what its score is made of' },
  },
  async run({ args: { _: words, json, limit, mode, explain } }) {
    const text = words.join(' ')
    if (text.trim() === '')
      throw new AppError('invalid', 'Say what to search for. "broadsheet search --help" says how.')
    const request = { text, mode: parseMode(mode), offset: 0, size: parseLimit(limit), explain }
    const { page, isEmpty } = await search(request)
    process.stdout.write(json ? `${JSON.stringify(page, null, 2)}\n` : writeFoundPapers(page.found))
    process.stderr.write(isEmpty ? NO_PAPERS : writeNotices(page))
  },
})

type Answer = { page: SearchPage; isEmpty: boolean }

async function search(request: SearchRequest): Promise<Answer> {
  const config = loadConfig()
  const { log, close: closeLog } = openLog(config.log)
  const told = setTimeout(() => process.stderr.write('Bringing the index up to date first …\n'), PATIENCE_MS)
  try {
    const searching = await openSearch(config, onlyTroubles(log)).finally(() => clearTimeout(told))
    try {
      const [page, hasPapers] = await Promise.all([searching.searchPapers(request), searching.hasPapers()])
      return { page, isEmpty: !hasPapers }
    } finally {
      await searching.close()
    }
  } finally {
    await closeLog()
  }
}

/** What goes as it should is no news at a terminal. */
function onlyTroubles(log: Log): Log {
  return (event, facts, level) => {
    if (level === 'warn' || level === 'error') log(event, facts, level)
  }
}

function parseMode(text: string): SearchMode {
  const mode = SEARCH_MODES.find((name) => name === text)
  if (mode !== undefined) return mode
  throw new AppError('invalid', `--mode must be ${SEARCH_MODES.join(', ')}, not "${text}"`)
}

function parseLimit(text: string): number {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0
  if (limit >= 1 && limit <= MOST_PAPERS) return limit
  throw new AppError('invalid', `--limit must be a whole number from 1 to ${MOST_PAPERS}, not "${text}"`)
}

/** What `broadsheet search --help` says. */
export const searchHelp: Help = {
  summary: 'find papers by words and by meaning',
  about: [
    'Writes the papers that a query finds, the best first: id, title, authors, and the stretch of the abstract that says ' +
      'most about the query. What was searched for is marked with stars, or set bold at a terminal.',
    'A query is plain words, or any of: "exact phrase", -word, word*, author:kestrel, title:tides, cat:cs.LG, code:yes, ' +
      'date:2026-03..2026-05, featured:yes. Put it into single quotes, so that the shell leaves it alone, and after -- where ' +
      'it begins with a minus sign. What is not understood is said on stderr, and the rest is searched for. The id or address of a paper finds that paper.',
    'The index is brought up to date first. While a server runs on the same data folder it does that, and a search here ' +
      'waits for it; where it cannot be built, such as on a full disk, the search says so and ends with status 75.',
  ],
  examples: [
    ["broadsheet search 'tidal waves'", 'Lists the ten best papers.'],
    [`broadsheet search '"hard negatives" cat:cs.IR date:2026' --limit 3`, 'A phrase, in a category, of a year.'],
    ["broadsheet search 'how owls hear' --mode dense --explain", 'By meaning alone, with the parts of each score.'],
    [`broadsheet search 'owls' --json | jq -r '.found[].headline.id'`, 'Gives programs the ids.'],
  ],
  seeAlso: ['docs/search.md'],
}
