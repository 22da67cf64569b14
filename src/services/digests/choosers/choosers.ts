import type { PaperChooser } from '../../../domain/ports.ts'
import type { Wish } from '../../../domain/subscription.ts'
import type { WishOf } from '../../../domain/wishes.ts'
import { findOrganizations } from '../../../store/accounts.ts'
import type { Db } from '../../../store/db.ts'
import { keepTrendingRanking } from '../../list-trending.ts'
import type { Searching } from '../../search/searching.ts'
import type { ReadPeriodPapers } from '../day-papers.ts'
import type { FindPreparedPapers } from '../prepared-papers.ts'
import type { FindRarity } from '../term-rarity.ts'
import { chooseAuthor } from './author.ts'
import { chooseCategory } from './category.ts'
import { chooseEdition } from './edition.ts'
import { chooseOrganisation, type NameOrganisation } from './organisation.ts'
import { chooseSearch } from './search.ts'
import { chooseSimilar } from './similar.ts'
import { chooseTrending } from './trending.ts'

/** How papers are chosen, by what is wished for. A new kind of wish is a file, and a line here. */
export type Choosers = { readonly [Kind in Wish['kind']]: PaperChooser<WishOf<Kind>> }

type Deps = {
  db: Db
  readPeriod: ReadPeriodPapers
  findPrepared: FindPreparedPapers
  searching: Pick<Searching, 'searchPapers'>
  findRarity: FindRarity
}

/** Makes every chooser. */
export function createChoosers({ db, readPeriod, findPrepared, searching, findRarity }: Deps): Choosers {
  return {
    trending: chooseTrending(db, keepTrendingRanking()),
    edition: chooseEdition(readPeriod),
    search: chooseSearch({ readPeriod, searching, findRarity }),
    category: chooseCategory(readPeriod),
    author: chooseAuthor(readPeriod),
    organisation: chooseOrganisation(readPeriod, nameOrganisation(db)),
    similar: chooseSimilar({ readPeriod, searching, findPrepared }),
  }
}

/** Asks the store what an organisation calls itself. */
export function nameOrganisation(db: Db): NameOrganisation {
  return async (handle) => (await findOrganizations(db, [handle])).get(handle)?.fullname ?? handle
}
