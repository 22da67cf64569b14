import tseslint from 'typescript-eslint'

const TESTS = ['**/*.test.ts', '**/*.test.tsx']
const SOURCES = ['src/**/*.ts', 'src/**/*.tsx']

const CLOCK = [
  { object: 'Math', property: 'random', message: 'Chance is a parameter: take a Random.' },
  { object: 'Date', property: 'now', message: 'Time is a parameter: take a Clock.' },
]
const ENVIRONMENT = [{ object: 'process', property: 'env', message: 'Settings are read in config/ and handed on.' }]
const UNSEEN_CLOCK = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'Time is a parameter: take a Clock.',
}
const UNESCAPED = {
  selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
  message: 'Text is escaped by JSX; nothing opts out.',
}

/** Few rules, no warnings. Formatting is prettier's, types and unused names are the compiler's. */
export default tseslint.config(
  { ignores: ['node_modules/', 'dist/', 'data/', '.cache/', 'test/fixtures/', 'src/http/public/*.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,cjs}'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        projectService: { allowDefaultProject: ['.dependency-cruiser.cjs'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      'no-console': 'error',
      'no-empty': 'error',
      'no-debugger': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
      // Sizes: the hard limits of the house.
      'max-lines': ['error', { max: 400 }],
      'max-lines-per-function': ['error', { max: 60 }],
      'max-params': ['error', { max: 5 }],
      'max-depth': ['error', { max: 4 }],
    },
  },
  {
    files: SOURCES,
    rules: {
      'no-restricted-properties': ['error', ...CLOCK, ...ENVIRONMENT],
      'no-restricted-syntax': ['error', UNSEEN_CLOCK, UNESCAPED],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'hono/html', importNames: ['raw'], message: 'Text is escaped; nothing opts out.' }] },
      ],
    },
  },
  // Formulas are markup: made by lists of elements and attributes, from text that is escaped on the way.
  { files: ['src/http/views/typeset.tsx'], rules: { 'no-restricted-imports': 'off' } },
  {
    files: ['src/platform/**', 'src/compose.ts'],
    rules: { 'no-restricted-properties': ['error', ...ENVIRONMENT], 'no-restricted-syntax': ['error', UNESCAPED] },
  },
  { files: ['src/config/**'], rules: { 'no-restricted-properties': ['error', ...CLOCK] } },
  { files: ['src/cli/**', 'scripts/**', 'bench/**', 'bin/**'], rules: { 'no-console': 'off' } },
  // A view's markup and a migration are as long as what they describe.
  { files: ['src/http/views/**/*.tsx', 'src/mail/**/*.tsx'], rules: { 'max-lines-per-function': 'off' } },
  { files: ['src/store/migrations/**'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  // A describe block is a function that holds a whole file's tests.
  {
    files: [...TESTS, 'test/**'],
    rules: { 'max-lines': ['error', { max: 600 }], 'max-lines-per-function': 'off' },
  },
)
