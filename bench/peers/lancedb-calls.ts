// What the bench calls of LanceDB: so it can be checked where LanceDB is not installed.

/** What is found, by column. */
export type Row = Record<string, unknown>

/** A query, told piece by piece. */
export type Asked = {
  nprobes(count: number): Asked
  refineFactor(factor: number): Asked
  bypassVectorIndex(): Asked
  fullTextSearch(query: object): Asked
  rerank(reranker: object): Asked
  select(columns: string[]): Asked
  limit(count: number): Asked
  toArray(): Promise<Row[]>
}

/** A table of papers. */
export type Table = {
  add(rows: readonly Row[]): Promise<unknown>
  createIndex(column: string, options: { config: object }): Promise<void>
  waitForIndex(names: string[], seconds: number): Promise<void>
  query(): Asked & { nearestTo(vector: Float32Array): Asked }
}

/** The library. */
export type LanceDb = {
  connect(folder: string): Promise<{ createTable(name: string, rows: readonly Row[]): Promise<Table> }>
  MatchQuery: new (query: string, column: string, options?: { operator?: string }) => object
  Operator: { And: string; Or: string }
  Index: { fts(options: object): object; ivfRq(options: object): object }
  rerankers: { RRFReranker: { create(): Promise<object> } }
}
