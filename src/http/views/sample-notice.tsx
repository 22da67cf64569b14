/** A line that says so where all papers of a page are made up, and how to get real ones. */
export function SampleNotice({ ids }: { ids: readonly string[] }) {
  if (ids.length === 0 || !ids.every((id) => id.startsWith('sample:'))) return null
  const many = ids.length > 1
  return (
    <p class="notice">
      <strong>{many ? 'These papers are a sample.' : 'This paper is a sample.'}</strong> {many ? 'They are' : 'It is'}{' '}
      made up, so that there is something to see. To read real ones, run{' '}
      <code>npm run -s broadsheet -- import PATH…</code> with files of the Daily Papers or of arXiv.
    </p>
  )
}
