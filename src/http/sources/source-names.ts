import type { SourceName } from '../../domain/paper.ts'

/** What each source is called on pages and in feeds. */
export const SOURCE_NAMES: Readonly<Record<SourceName, string>> = {
  arxiv: 'arXiv',
  biorxiv: 'bioRxiv',
  medrxiv: 'medRxiv',
  publisher: 'Publishers',
  openreview: 'OpenReview',
  daily_papers: 'Daily Papers',
  openalex: 'OpenAlex',
  semantic_scholar: 'Semantic Scholar',
  github: 'GitHub',
  feed: 'Feeds',
  file: 'Files',
  saved_page: 'Saved pages of Daily Papers',
  sample: 'The built-in sample',
}
