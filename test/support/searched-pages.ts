import type { Headline } from '../../src/domain/headline.ts'
import type { Paper, PaperId } from '../../src/domain/paper.ts'
import type { FoundPaper, MarkedText, SearchPage, SearchRequest } from '../../src/services/search/searching.ts'
import { anAppOf, NOTHING_FOUND } from './an-app.ts'
import { aPaper } from './builders.ts'

const id = (text: string): PaperId => text as PaperId

function aHeadline(wish: Partial<Headline> = {}): Headline {
  return {
    ...{ id: id('2604.00001'), title: 'Owls of the coast', authors: ['Ada Kestrel'], categories: ['cs.LG'] },
    ...{ votes: 12_431, comments: 0, changeNumber: 1 },
    ...wish,
  }
}

/** "a *b* c": what stands between stars is marked. */
export const marked = (text: string): MarkedText =>
  text.split('*').flatMap((part, place) => {
    return part === '' ? [] : [{ type: place % 2 ? ('highlight' as const) : ('text' as const), text: part }]
  })

/** A paper that was found. */
export function aFound(wish: Partial<FoundPaper> = {}): FoundPaper {
  return { headline: aHeadline(), score: 1, title: marked('*Owls* of the coast'), ...wish }
}

/** A page of one paper. */
export const aPage = (wish: Partial<SearchPage> = {}): SearchPage => ({
  ...{ ...NOTHING_FOUND, found: [aFound()], matched: 1 },
  ...wish,
})

/** A paper by its id, also with a version or as it once was; none has an id of 2605. */
function findPaperOf(asked: string): Paper | undefined {
  const now = asked === 'doi:10.1000/once' ? '2604.00002' : asked.replace(/v\d+$/, '')
  return now.startsWith('2605.') ? undefined : aPaper({ id: id(now), fields: { title: `Title of ${now}` } })
}

/** Asks the app for an address; `asked` are the searches that it took. */
export async function show(path: string, page: SearchPage = aPage()) {
  const asked: SearchRequest[] = []
  const app = anAppOf({
    searchPapers: (request) => {
      asked.push(request)
      return Promise.resolve(page)
    },
    findPaper: (asked) => Promise.resolve(findPaperOf(asked)),
  })
  const answer = await app.request(path)
  const html = await answer.text()
  return { answer, asked, html, main: html.slice(html.indexOf('<main'), html.indexOf('</main>')) }
}

/** The addresses of links, by what is read of them. */
export function listLinks(html: string): Record<string, string> {
  const links = [...html.matchAll(/<a\b[^>]*? href="([^"]*)"[^>]*>(.*?)<\/a>/gs)]
  return Object.fromEntries(
    links.map(([, href = '', text = '']) => [
      text
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
      href.replaceAll('&amp;', '&'),
    ]),
  )
}
