/**
 * When a test says that something hangs: many times what a computer with other work takes. None of these measures speed, and none
 * is ever waited for when things go well.
 */

/** A whole test, or what comes before the first. */
export const testLimitMs = 300_000;
/** A click, a page, something that is to appear. */
export const stepLimitMs = 45_000;
/** A program with its window. */
export const startLimitMs = 120_000;
/** An answer with the loading of its model, a folder of documents, an analysis, a small website. */
export const workLimitMs = 180_000;
