// The layers, lowest first. A file may import from its own folder and from the folders listed for it; nothing else.
const MAY_IMPORT = {
  domain: [],
  engine: [],
  platform: ['domain'],
  config: ['domain'],
  store: ['domain', 'platform'],
  sources: ['domain', 'platform'],
  mail: ['domain', 'platform'],
  channels: ['domain', 'platform'],
  embedder: ['domain', 'platform'],
  language: ['domain', 'platform'],
  services: ['domain', 'engine', 'platform', 'store', 'embedder', 'language'],
  jobs: ['domain', 'platform', 'services'],
  http: ['domain', 'platform', 'services'],
  cli: ['domain', 'engine', 'platform', 'config', 'services', 'compose'],
}
// Each library has one home, so that replacing it touches one folder.
const HOME = {
  kysely: 'store',
  pg: 'store',
  'better-sqlite3': 'store',
  htmlparser2: 'sources',
  '@hono/node-server': 'http|compose',
  '@napi-rs/canvas': 'http',
  '@fontsource/source-serif-4': 'http',
  hono: 'http|mail',
  nodemailer: 'mail',
  'temporal-polyfill': 'platform',
  zod: 'config|http|sources',
  temml: 'platform/tex',
  pino: 'platform',
  citty: 'cli',
  'cli-progress': 'cli',
  croner: 'jobs',
}
const TESTS = '\\.test\\.tsx?$'
const folders = Object.keys(MAY_IMPORT)

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...folders.map((folder) => ({
      name: `layer-${folder}`,
      severity: 'error',
      from: { path: `^src/${folder}/`, pathNot: TESTS },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...MAY_IMPORT[folder]].join('|')})(/|[.-])` },
    })),
    {
      name: 'layer-compose',
      severity: 'error',
      from: { path: '^src/compose[.-]' },
      to: { path: '^src/', pathNot: `^src/((${folders.filter((folder) => folder !== 'cli').join('|')})/|compose[.-])` },
    },
    ...Object.entries(HOME).map(([library, home]) => ({
      name: `home-of-${library.replace('/', '-')}`,
      severity: 'error',
      from: { path: '^src/', pathNot: `^src/(${home})(/|\\.)|${TESTS}` },
      to: { path: `node_modules/(@types/)?${library}(/|$)` },
    })),
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: `^(test|scripts|bench)/|${TESTS}` },
    },
    {
      name: 'engine-is-pure',
      severity: 'error',
      from: { path: '^src/engine/', pathNot: TESTS },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: TESTS },
      to: { dependencyTypes: ['npm', 'npm-dev'] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'no-development-tools',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev'], pathNot: 'node_modules/@types/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
