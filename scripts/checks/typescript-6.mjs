/**
 * Gives dependency-cruiser the TypeScript it can parse with: version 7, which we compile with, has no JavaScript API yet.
 * For `node --import`. Goes away when dependency-cruiser reads TypeScript 7.
 */
import { registerHooks } from 'node:module';

registerHooks({
  resolve(specifier, context, next) {
    const asked = /^typescript($|\/)/.test(specifier) && context.parentURL?.includes('/dependency-cruiser/');
    return next(asked ? specifier.replace('typescript', 'typescript-6') : specifier, context);
  },
});
