/** Languages in which a model may write: those in which what it writes can be checked (`src/language/tongues.ts`). */
export const DIGEST_LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'zh', 'ja'] as const
export type DigestLanguage = (typeof DIGEST_LANGUAGES)[number]

/** What a model is asked for: two sentences of its own on a paper, or the two that were picked, in another language. */
export const LANGUAGE_TASKS = ['summary', 'translation'] as const
export type LanguageTask = (typeof LANGUAGE_TASKS)[number]

/** A server with a language model, as an operator has set it up. It speaks OpenAI's `/v1/chat/completions`. */
export type LanguageServer = {
  /** What is asked: `http:` or `https:`, with the path. It holds no secret. */
  readonly url: string
  /** A secret: never logged nor shown. */
  readonly key: string | undefined
  readonly model: string
  readonly language: DigestLanguage
  readonly task: LanguageTask
  /** How long one request may take. */
  readonly timeoutMs: number
  /** The most tokens an answer may have; what a model thinks before it answers counts among them. */
  readonly answerTokens: number
  /** The most tokens that all requests of a day (UTC) may take, over all processes. */
  readonly dailyTokens: number
}
