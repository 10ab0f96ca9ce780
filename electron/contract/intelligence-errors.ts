/** What can go wrong with analyses, agents and characters, as data; spread into the table of all errors. */
import { z } from 'zod';

const nothing = z.object({});
const define = <F extends 'INVALID' | 'NOT_FOUND' | 'CONFLICT', D extends z.ZodObject>(
  family: F,
  data: D,
) => ({ family, data });

export const intelligenceErrors = {
  'intelligence.ANALYSIS_NOT_FOUND': define('NOT_FOUND', nothing),
  'intelligence.GROUP_NOT_FOUND': define('NOT_FOUND', nothing),
  'intelligence.PERSONA_NOT_FOUND': define('NOT_FOUND', nothing),
  'intelligence.EVIDENCE_NOT_FOUND': define('NOT_FOUND', nothing),
  'intelligence.HISTORY_NOT_FOUND': define('NOT_FOUND', nothing),
  'intelligence.VERSION_NOT_FOUND': define('NOT_FOUND', z.object({ version: z.int() })),
  /** Neither a space nor a document nor a conversation was chosen. */
  'intelligence.NO_SOURCES': define('INVALID', nothing),
  'intelligence.RUNNING': define('CONFLICT', nothing),
  /** Confirmed by a person; it must be unlocked first. */
  'intelligence.LOCKED': define('CONFLICT', z.object({ name: z.string() })),
  'agents.NOT_FOUND': define('NOT_FOUND', nothing),
  'agents.TEMPLATE_NOT_FOUND': define('NOT_FOUND', z.object({ name: z.string() })),
  'agents.CHARACTER_NOT_FOUND': define('NOT_FOUND', nothing),
  /** Not a package of agents, or of a newer kind. */
  'agents.PACKAGE_UNREADABLE': define('INVALID', nothing),
  'agents.PACKAGE_TOO_LARGE': define('INVALID', z.object({ limitMb: z.number() })),
  /** Opened too long ago, or never. */
  'agents.PACKAGE_NOT_FOUND': define('NOT_FOUND', nothing),
  'agents.NO_KNOWLEDGE': define('INVALID', nothing),
  /** A person has removed it from the analysis; it can be brought back. */
  'agents.PERSONA_REMOVED': define('CONFLICT', nothing),
  /** Taken back or removed: it leads no conversation any more. */
  'agents.NOT_AVAILABLE': define('CONFLICT', z.object({ name: z.string() })),
} as const;
