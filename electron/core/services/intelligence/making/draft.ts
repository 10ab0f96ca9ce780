/** Groups and personas as the rules propose them: no ids of the database yet, keys that stay over repeats. */
import type { ContentEnrichment, Persona, TargetGroup } from '../../../../contract/intelligence-groups.ts';
import type { Signal } from '../reading/signals.ts';

type Stored = 'id' | 'analysisId' | 'locked' | 'vanished' | 'updatedAt';

export type GroupDraft = Omit<TargetGroup, Stored> & {
  signals: Signal[];
  focus: Focus;
};

export type PersonaDraft = Omit<Persona, Stored | 'groupId'> & { groupKey: string };
export type EnrichmentDraft = Omit<ContentEnrichment, 'id' | 'analysisId' | 'groupId'> & { groupKey: string };

/** Where in the sources a group is spoken of. */
export type Focus = {
  /** Kept sentences that name the group, the strongest first. */
  sentences: number[];
  /** Documents about the group, the strongest first. */
  documents: number[];
  /** `document:section` of a sentence that names it. */
  sections: ReadonlySet<string>;
  /** Sectors the group belongs to; `null`: any. */
  domains: ReadonlySet<string> | null;
};
