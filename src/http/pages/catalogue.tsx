import { type Context, Hono } from 'hono'
import { z } from 'zod'
import { toAuthorPath, toCategoryPath, toOrganizationPath } from '../../domain/addresses.ts'
import { findCategoryName, listArchives } from '../../domain/arxiv-categories.ts'
import { toAuthorKey } from '../../domain/author-key.ts'
import { AppError } from '../../domain/error.ts'
import type { Wish } from '../../domain/subscription.ts'
import type { CatalogueHeadlines, CatalogueKind, ListCatalogue } from '../../services/catalogue/list-catalogue.ts'
import { FeedAlternates } from '../feeds/feed-alternates.tsx'
import { toMapPath } from '../map-path.ts'
import { foldText, isPlainText } from '../../platform/plain-text.ts'
import { readQuery, wholeNumber } from '../query.ts'
import { CataloguePage } from '../views/catalogue-page.tsx'
import { CategoriesPage } from '../views/categories-page.tsx'
import type { Site } from '../views/layout.tsx'
import { OpenGraph } from '../views/open-graph.tsx'
import { renderPage } from './render.ts'

const PAGE_SIZE = 50
const LAST_PAGE = 2000 // a list is entered by counting through it: further in, it takes too long
const LONGEST_NAME = 200
const query = z.object({ p: wholeNumber(0, LAST_PAGE, 0) })

/** What a page of the catalogue is about: the key of its cards, what it is called, and how to be told of new ones. */
type Subject = { kind: CatalogueKind; key: string; name: string; path: string; wish: Wish }

/** GET /authors/:name, /organisations/:handle, /categories/:code and /categories — papers by who and what. */
export function cataloguePages(listCatalogue: ListCatalogue, site: Site): Hono {
  const show = async (c: Context, subject: Subject, nameOf: NameOf): Promise<Response> => {
    const { p: page } = readQuery(c, query)
    const list = await listCatalogue(subject.kind, subject.key, { offset: page * PAGE_SIZE, size: PAGE_SIZE })
    if (list.headlines.length === 0) throw new AppError('not_found', toAbsence(subject, page))
    const { title, note, map } = nameOf(list)
    const { path, wish } = subject
    const description = `Papers of ${title}, the newest first.`
    const card = <OpenGraph site={site} title={title} description={description} path={path} />
    const head = [card, <FeedAlternates topic={{ kind: subject.kind, name: subject.name }} name={title} />]
    return renderPage(
      c,
      <CataloguePage {...{ site, title, note, map, path, list, page, head, wish }} pageSize={PAGE_SIZE} />,
    )
  }
  return new Hono()
    .get('/categories', (c) => renderPage(c, <CategoriesPage site={site} archives={listArchives()} />))
    .get('/authors/:name{.+}', (c) => {
      const name = readName(c)
      const path = toAuthorPath(name)
      const subject = { kind: 'author', key: toAuthorKey(name), name, path, wish: { kind: 'author', name } } as const
      return show(c, subject, (list) => ({ title: findSpelling(list, subject.key) ?? name }))
    })
    .get('/organisations/:name', (c) => {
      const name = readName(c)
      const wish = { kind: 'organisation', handle: name } as const
      const subject = { kind: 'organisation', key: name, name, path: toOrganizationPath(name), wish } as const
      return show(c, subject, (list) => ({ title: findFullname(list, name) ?? name }))
    })
    .get('/categories/:name', (c) => {
      const name = readName(c)
      const wish = { kind: 'category', code: name } as const
      const subject = { kind: 'category', key: name, name, path: toCategoryPath(name), wish } as const
      const map = toMapPath({ kind: 'category', code: name })
      return show(c, subject, () => ({ title: findCategoryName(name) ?? name, note: name, map }))
    })
}

type NameOf = (list: CatalogueHeadlines) => { title: string; note?: string; map?: string }

function readName(c: Context): string {
  const name = c.req.param('name') ?? ''
  if (name.length > LONGEST_NAME || !isPlainText(name)) throw new AppError('not_found', 'There is no such name here')
  return name
}

/** The name as the newest of the papers spells it. */
function findSpelling({ headlines }: CatalogueHeadlines, key: string): string | undefined {
  const spelling = headlines.flatMap(({ authors }) => authors).find((author) => toAuthorKey(author) === key)
  return spelling && foldText(spelling)
}

function findFullname({ headlines }: CatalogueHeadlines, handle: string): string | undefined {
  const fullname = headlines.find(({ organization }) => organization?.handle === handle)?.organization?.fullname
  return fullname && foldText(fullname)
}

function toAbsence({ kind, name }: Subject, page: number): string {
  if (page > 0) return `The papers of "${name}" have no page ${page + 1}`
  return `No paper here is of the ${kind} "${name}". One that has just come in is listed within some seconds`
}
