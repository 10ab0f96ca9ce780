/** Prepared statements, as every service shares them. */
export { prepared } from '../../db/statements.ts';
