import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** Forbids imports that match, said in `import` or in `import()`; `allowTypes` lets `import type` through. */
const forbid = (files, regex, message, { allowTypes = false, ignores = [] } = {}) => ({
  files,
  ignores,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { patterns: [{ regex, message, allowTypeImports: allowTypes }] }],
    'no-restricted-syntax': ['error', { selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002F')}/]`, message }],
  },
})
const folders = (...names) => `^(\\.{1,2}/)+(${names.join('|')})/`

const outside = ['cli', 'workflows', 'activities', 'api', 'local', 'models', 'segments', 'audits', 'tests']
// The folders of the engine: each imports only itself and those to its left.
const engine = ['base', 'postgres', 'project', 'meta', 'store', 'load', 'build', 'check', 'release', 'run']
// The same for the folders of the demo retailer.
const demo = ['basics', 'files', 'people', 'accounts', 'catalogue', 'marketing', 'sales', 'loyalty', 'behaviour']

export default defineConfig(
  { ignores: ['node_modules/', '.memberhouse/', '**/*.mjs', 'eslint.config.js'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      // Indexing is checked by the compiler (noUncheckedIndexedAccess): ! is where the code knows better.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },

  // Imports go one way: cli → workflows, activities → engine → nothing of ours; local serves the commands alone.
  forbid(
    ['engine/**/*.ts', 'identity/**/*.ts', 'statistics/**/*.ts'],
    folders(...outside),
    'The engine imports nothing of ours: pass in what it needs.',
  ),
  ...engine
    .slice(0, -1)
    .map((folder, place) =>
      forbid(
        [`engine/${folder}/**/*.ts`],
        folders(...outside, ...engine.slice(place + 1)),
        `engine/${folder} imports only what is to its left in: ${engine.join(' ')}. Pass in what it needs.`,
      ),
    ),
  ...demo.map((folder, place) =>
    forbid(
      [`seeds/demo/${folder}/**/*.ts`],
      `^\\.\\./(${demo
        .slice(place + 1)
        .map((later) => `${later}/|`)
        .join('')}[a-z_]+\\.ts)`,
      `seeds/demo/${folder} imports only what is to its left in: ${demo.join(' ')}.`,
    ),
  ),
  forbid(
    ['activities/**/*.ts'],
    folders('cli', 'workflows', 'local', 'models', 'segments', 'audits', 'tests'),
    'Activities import the engine alone.',
  ),
  forbid(
    ['local/**/*.ts'],
    folders('cli', 'workflows', 'activities', 'api', 'models', 'segments', 'audits', 'tests'),
    'local imports the engine alone.',
  ),
  forbid(['cli/**/*.ts'], folders('models', 'segments', 'audits', 'tests'), 'Commands know no model by name, and no test.'),
  // What a workflow imports runs in its sandbox and must give the same when replayed.
  forbid(
    ['workflows/**/*.ts'],
    '^(?!@temporalio/(workflow|common)$|\\.\\./engine/(run/walk|meta/run_state)\\.ts$|\\./)',
    'Workflows import types, @temporalio/workflow, @temporalio/common and pure code (engine/run/walk.ts, engine/meta/run_state.ts) only.',
    { allowTypes: true },
  ),
  forbid(
    ['segments/**/*.ts', 'audits/**/*.ts', 'tests/models/**/*.ts'],
    '^(?!memberhouse$)',
    "Contracts and their tests import 'memberhouse' alone.",
  ),
  // `../../` leads from models/<layer>/<area> to models.
  forbid(
    ['models/**/*.ts'],
    '^(?!memberhouse$|(\\./|(\\.\\./){1,2})[a-z0-9_/]+\\.ts$)',
    "A model imports 'memberhouse', and the contracts of other models whose columns it takes.",
  ),
)
