/**
 * Who may import whom, as in docs: contract ← everyone; kernel → ports → db, runs → services; only core/app.ts wires.
 * Every rule is an error and has no exemptions. A test may reach across core to set its scene; nothing may import a test.
 */

const ourCode =
  '^(electron/(contract|core|workers|hosts|shell|preload|types)|renderer|e2e|eval|scripts|server)/';
const test = '[.](test|spec)[.]tsx?$';
const electronModule = '^electron(/(main|renderer|common|utility))?$';
const contract = '^electron/contract/';
const kernel = '^electron/core/kernel/';
const ports = '^electron/core/ports/';
const db = '^electron/core/db/';
const runs = '^electron/core/runs/';
const adapterKind = '^electron/core/adapters/[^/]+/kind[.]ts$';
const services = '^electron/core/services/';
const types = '^electron/types/';

/** From `zone` (tests apart), of our own code only `allowed` may be imported. */
const sees = (name, zone, allowed, options = {}) => ({
  name,
  severity: 'error',
  comment: options.comment ?? `${zone} sees only ${allowed.join(', ')}`,
  from: { path: zone, pathNot: options.withTests ? [] : [test] },
  to: { path: ourCode, pathNot: [zone, types, ...allowed] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Modules that need each other are one module, or miss a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'An import that leads nowhere would escape every other rule.',
      from: {},
      // Vite's own suffixes and the CSS of a package are checked by the build.
      to: { couldNotResolve: true, pathNot: '[?](raw|url|worker|inline|asset|modulePath|nodeWorker)' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { pathNot: [test] },
      to: { path: test },
    },

    // contract
    sees('contract-sees-nothing-of-ours', contract, [], { withTests: true }),
    {
      name: 'contract-imports-zod-and-the-contract-library',
      severity: 'error',
      from: { path: contract, pathNot: test },
      to: { path: 'node_modules', pathNot: 'node_modules/(zod|@orpc/contract)/' },
    },
    {
      name: 'contract-is-platform-free',
      severity: 'error',
      from: { path: contract, pathNot: test },
      to: { dependencyTypes: ['core'] },
    },

    // core, from the ground up
    sees('kernel', kernel, [contract]),
    sees('ports', ports, [contract, kernel]),
    sees('db', db, [contract, kernel, ports]),
    sees('runs', runs, [contract, kernel, ports, db]),
    sees('adapter-kind', adapterKind, [contract, kernel, ports]),
    sees('adapter-conformance', '^electron/core/adapters/[^/]+/conformance[.]ts$', [
      adapterKind,
      contract,
      kernel,
      ports,
    ]),
    {
      name: 'adapter',
      severity: 'error',
      comment: 'An adapter sees its own folder, its kind, kernel, ports and its packages.',
      from: { path: '^electron/core/adapters/([^/]+)/([^/]+)/', pathNot: test },
      to: {
        path: ourCode,
        pathNot: [
          '^electron/core/adapters/$1/$2/',
          '^electron/core/adapters/$1/kind[.]ts$',
          // What several adapters of a kind share, e.g. the capped unzip of the parsers.
          '^electron/core/adapters/$1/parts/',
          contract,
          kernel,
          ports,
          types,
        ],
      },
    },
    sees('services', services, [contract, kernel, ports, db, runs, adapterKind]),
    {
      name: 'service-sees-only-the-index-of-another',
      severity: 'error',
      from: { path: '^electron/core/services/([^/]+)/', pathNot: test },
      to: {
        path: services,
        pathNot: ['^electron/core/services/$1/', '^electron/core/services/[^/]+/index[.]ts$'],
      },
    },
    {
      name: 'service-sees-another-only-as-types',
      severity: 'error',
      comment: 'The instance arrives as an argument; core/app.ts wires.',
      from: { path: '^electron/core/services/([^/]+)/', pathNot: test },
      to: {
        path: services,
        pathNot: '^electron/core/services/$1/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-app-wires',
      severity: 'error',
      comment: 'Inside core, nobody imports core/app.ts.',
      from: { path: '^electron/core/', pathNot: test },
      to: { path: '^electron/core/app[.]ts$' },
    },
    {
      name: 'only-app-uses-the-wiring',
      severity: 'error',
      comment: 'core/wiring holds parts of core/app.ts that have grown too long for it.',
      from: { pathNot: [test, '^electron/core/(app[.]ts$|wiring/)'] },
      to: { path: '^electron/core/wiring/' },
    },
    sees('core', '^electron/core/', [contract]),
    sees(
      'core-tests',
      `^electron/core/.*${test}`,
      ['^electron/core/', contract, '^electron/hosts/memory[.]ts$'],
      {
        withTests: true,
      },
    ),

    // around core
    sees('workers', '^electron/workers/', [contract, '^electron/core/'], { withTests: true }),
    sees('hosts', '^electron/hosts/', [contract, '^electron/core/'], { withTests: true }),
    sees('shell', '^electron/shell/', [contract, ports], { withTests: true }),
    {
      name: 'shell-sees-ports-as-types',
      severity: 'error',
      from: { path: '^electron/shell/', pathNot: test },
      to: { path: ports, dependencyTypesNot: ['type-only'] },
    },
    sees('preload', '^electron/preload/', [contract], { withTests: true }),
    sees('renderer', '^renderer/', [contract], { withTests: true }),
    {
      name: 'renderer-runs-in-a-page',
      severity: 'error',
      comment: 'No Node in the page.',
      from: { path: '^renderer/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-shell-and-preload-import-electron',
      severity: 'error',
      comment: 'And what looks at the window from inside: end-to-end tests and the probe of eval/window.',
      from: { path: ourCode, pathNot: '^(electron/(shell|preload)|e2e)/|^eval/window-probe[.]cjs$' },
      to: { path: electronModule },
    },
    {
      name: 'headless-reaches-no-electron',
      severity: 'error',
      comment: 'The headless host, the engine and the workers run in plain Node.',
      from: { path: '^electron/(hosts|core|workers)/' },
      to: { path: electronModule, reachable: true },
    },

    // beside the product
    sees('e2e', '^e2e/', [contract], {
      withTests: true,
      comment: 'End-to-end tests see what a client sees.',
    }),
    sees('eval', '^eval/', [contract, '^electron/core/', '^electron/hosts/memory[.]ts$'], {
      withTests: true,
    }),
  ],
  options: {
    // `import type` counts: a type is a dependency too. The check runs with scripts/checks/typescript-6.mjs as the parser.
    parser: 'tsc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    builtInModules: {
      add: ['electron', 'electron/main', 'electron/renderer', 'electron/common', 'electron/utility'],
    },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'style', 'default', 'types', 'require'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json', '.css', '.d.ts'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
