/** The lists of statements an organisation's profile consists of, in the order they are shown. Pure. */
import type { OrganisationProfile, Trait } from '../../../electron/contract/intelligence-traits.ts';
import type { TraitSection } from './traits.ts';

export const profileFields = [
  'name',
  'sector',
  'services',
  'places',
  'channels',
  'openingHours',
  'offeredLanguages',
  'tone',
] as const;
export type ProfileField = (typeof profileFields)[number];

const single = (one: Trait | null): Trait[] => (one === null ? [] : [one]);

export const profileSections = (profile: OrganisationProfile): TraitSection<ProfileField>[] =>
  profileFields.map((field) => {
    if (field === 'name' || field === 'sector') return { field, traits: single(profile[field]) };
    return { field, traits: field === 'tone' ? [profile.tone] : profile[field] };
  });

/** Of all sentences that are in a known language, 0 to 1. The most spoken first. */
export const languageShares = (
  languages: OrganisationProfile['languages'],
): { language: string; documents: number; sentences: number; share: number }[] => {
  const all = languages.reduce((sum, { sentences }) => sum + sentences, 0);
  return languages
    .map((one) => ({ ...one, share: all === 0 ? 0 : one.sentences / all }))
    .sort((a, b) => b.sentences - a.sentences || a.language.localeCompare(b.language));
};
