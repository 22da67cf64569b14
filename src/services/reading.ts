import type { Db } from '../store/db.ts'
import { findStoreVersion } from '../store/catalogue.ts'
import { type ListCatalogue, listCatalogue } from './catalogue/list-catalogue.ts'
import { type DescribeStore, describeStore } from './describe-store.ts'
import { type ListFeedPapers, listFeedPapers } from './feeds/list-feed-papers.ts'
import { type FindPaper, findPaperByAnyId } from './find-paper.ts'
import { type ListCounts, listCounts } from './list-counts.ts'
import {
  type FindNewestDay,
  type FindNeighbours,
  type FindRank,
  type ListDayCounts,
  type ListEdition,
  type ListFeaturedPapers,
  type ListPlacedPapers,
  findNewestEdition,
  findNeighbours,
  findRank,
  listDayCounts,
  listEdition,
  listFeaturedPapers,
  listPlacedPapers,
} from './list-edition.ts'
import { type ListNewestPapers, listNewestPapers } from './list-newest.ts'
import {
  type ListTrending,
  type ListTrendingPapers,
  keepTrendingRanking,
  listTrending,
  listTrendingPapers,
} from './list-trending.ts'

/** All that pages and programs ask of a store: reading only. */
export type Reading = {
  findPaper: FindPaper
  listCounts: ListCounts
  listFeaturedPapers: ListFeaturedPapers
  listPlacedPapers: ListPlacedPapers
  listNewestPapers: ListNewestPapers
  listEdition: ListEdition
  findRank: FindRank
  listDayCounts: ListDayCounts
  findNewestDay: FindNewestDay
  findNeighbours: FindNeighbours
  listTrending: ListTrending
  listTrendingPapers: ListTrendingPapers
  listCatalogue: ListCatalogue
  listFeedPapers: ListFeedPapers
  describeStore: DescribeStore
  findVersion: FindVersion
}

/** A text that changes whenever anything changes that can be read. */
export type FindVersion = () => Promise<string>

/** Makes the use cases on a database. */
export function createReading(db: Db): Reading {
  const rankTrending = keepTrendingRanking()
  return {
    findPaper: findPaperByAnyId(db),
    listCounts: listCounts(db),
    listFeaturedPapers: listFeaturedPapers(db),
    listPlacedPapers: listPlacedPapers(db),
    listNewestPapers: listNewestPapers(db),
    listEdition: listEdition(db),
    findRank: findRank(db),
    listDayCounts: listDayCounts(db),
    findNewestDay: findNewestEdition(db),
    findNeighbours: findNeighbours(db),
    listTrending: listTrending(db, rankTrending),
    listTrendingPapers: listTrendingPapers(db, rankTrending),
    listCatalogue: listCatalogue(db),
    listFeedPapers: listFeedPapers(db, rankTrending),
    describeStore: describeStore(db),
    findVersion: () => findStoreVersion(db),
  }
}

/** The same, reading at each call from what is shown at that moment. */
export function readShown(find: () => Promise<Reading>): Reading {
  return {
    findPaper: async (...args) => (await find()).findPaper(...args),
    listCounts: async (...args) => (await find()).listCounts(...args),
    listFeaturedPapers: async (...args) => (await find()).listFeaturedPapers(...args),
    listPlacedPapers: async (...args) => (await find()).listPlacedPapers(...args),
    listNewestPapers: async (...args) => (await find()).listNewestPapers(...args),
    listEdition: async (...args) => (await find()).listEdition(...args),
    findRank: async (...args) => (await find()).findRank(...args),
    listDayCounts: async (...args) => (await find()).listDayCounts(...args),
    findNewestDay: async (...args) => (await find()).findNewestDay(...args),
    findNeighbours: async (...args) => (await find()).findNeighbours(...args),
    listTrending: async (...args) => (await find()).listTrending(...args),
    listTrendingPapers: async (...args) => (await find()).listTrendingPapers(...args),
    listCatalogue: async (...args) => (await find()).listCatalogue(...args),
    listFeedPapers: async (...args) => (await find()).listFeedPapers(...args),
    describeStore: async (...args) => (await find()).describeStore(...args),
    findVersion: async () => (await find()).findVersion(),
  }
}
