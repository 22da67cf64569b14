import { toCategoryPath } from '../../domain/addresses.ts'
import type { Archive } from '../../domain/arxiv-categories.ts'
import { Layout, type Site, SmallMasthead } from './layout.tsx'
import { Opening } from './opening.tsx'

/** All categories of arXiv, by archive. */
export function CategoriesPage({ site, archives }: { site: Site; archives: readonly Archive[] }) {
  return (
    <Layout site={site} title="Categories" masthead={<SmallMasthead />} path="/categories">
      <main id="main" class="page plain">
        <Opening title="Categories">
          The subjects under which arXiv files papers. A page holds its papers, the newest first.
        </Opening>
        <div class="columns">
          {archives.map(({ name, categories }, index) => (
            <section aria-labelledby={`archive-${index}`}>
              <div class="head">
                <h2 id={`archive-${index}`}>{name}</h2>
                <span>{categories.length === 1 ? '1 category' : `${categories.length} categories`}</span>
              </div>
              <ul class="index">
                {categories.map((category) => (
                  <li>
                    <a href={toCategoryPath(category.code)}>{category.name}</a>
                    <span>{category.code}</span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      </main>
    </Layout>
  )
}
