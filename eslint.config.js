// SPDX-License-Identifier: MIT
//
// TypeScript under web/src is read with its types, at typescript-eslint's strictest; scripts and tests are plain
// JavaScript with the recommended rules. Layout is not a linter's business.

import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** The globals of this Node, and what test callbacks that run in a page may name. */
const nodeGlobals = Object.getOwnPropertyNames(globalThis);
const pageGlobals = [
  'window',
  'document',
  'customElements',
  'location',
  'history',
  'HTMLElement',
  'Element',
  'Node',
  'ShadowRoot',
  'Document',
  'CustomEvent',
  'MouseEvent',
  'KeyboardEvent',
  'PerformanceObserver',
  'MutationObserver',
  'ResizeObserver',
  'IntersectionObserver',
  'getComputedStyle',
  'matchMedia',
  'requestAnimationFrame',
  'innerWidth',
  'innerHeight',
  'scrollTo',
  'localStorage',
  'sessionStorage',
  'navigator',
  'CSS',
  'CSSStyleSheet',
  'DOMParser',
  'NodeFilter',
  'trustedTypes',
  'addEventListener',
  'dispatchEvent',
  'self',
  'screen',
  'axe',
  'NodeList',
  'parent',
  'frames',
  'devicePixelRatio',
  'scrollX',
  'scrollY',
  'XMLHttpRequest',
  'Image',
  'HTMLTemplateElement',
  'HTMLScriptElement',
  'FocusEvent',
  'InputEvent',
  'PageTransitionEvent',
  'requestIdleCallback',
  'createImageBitmap',
  'OffscreenCanvas',
  'Event',
  'Blob',
  'File',
  'FormData',
  'Worker',
  'postMessage',
];
const readonly = names => Object.fromEntries(names.filter(name => /^\w+$/.test(name)).map(name => [name, 'readonly']));

/**
 * One style for web/src: constants in camelCase like every other value, a function with a block for a body is declared
 * as one, and what needs more than 70 lines gives its reason beside `eslint-disable-next-line`.
 */
const styleRules = {
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  'no-restricted-syntax': [
    'error',
    {
      selector:
        ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression[body.type="BlockStatement"]',
      message: 'Declare it: function name() { … }.',
    },
  ],
};
const namingRules = {
  '@typescript-eslint/naming-convention': [
    'error',
    { selector: 'function', format: ['camelCase'] },
    { selector: 'variable', format: ['camelCase', 'PascalCase'] },
    // Members of the wire keep its spelling also where they are taken apart; a class may come by import().
    { selector: 'variable', modifiers: ['destructured'], format: null },
    { selector: 'typeLike', format: ['PascalCase'] },
  ],
};

export default tseslint.config(
  { ignores: ['build/**', 'dist/**', 'node_modules/**', 'coverage/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{js,mjs}'],
    extends: [js.configs.recommended],
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: readonly([...nodeGlobals, ...pageGlobals]) },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-implicit-coercion': ['error', { allow: ['!!'] }],
    },
  },
  {
    files: ['web/src/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      // Amounts and counts in template text are what templates are for.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A page's code throws nothing; a switch that handles every case needs no default.
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  {
    files: [
      'web/src/{analytics,cli,element,inspector}/**/*.ts',
      'web/src/engine/{engine,load,money}.ts',
      'web/src/loader.ts',
    ],
    rules: { ...styleRules, ...namingRules },
  },
  {
    // A declaration of a module that only the build provides has no other way to name a type than import().
    files: ['web/src/**/*.d.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
);
