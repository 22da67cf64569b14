/** A server that gives texts vectors, as an operator has set it up. It speaks the protocol of OpenAI's `/v1/embeddings`. */
export type EmbeddingServer = {
  /** What is asked: `http:` or `https:`, with the path. It holds no secret. */
  readonly url: string
  /** The name of the model, where the server has several. */
  readonly model: string | undefined
  /** A secret: never logged nor shown. */
  readonly key: string | undefined
  /** Numbers a vector is to have, where the model lets one choose. */
  readonly dimensions: number | undefined
  /** Texts that one request may hold, >= 2. */
  readonly batchSize: number
  /** How long a request with documents may take. */
  readonly timeoutMs: number
  /** How long a query may wait for its vector. */
  readonly queryTimeoutMs: number
  /** Stands before every document and before every query: some models were trained so. */
  readonly documentPrefix: string
  readonly queryPrefix: string
}
