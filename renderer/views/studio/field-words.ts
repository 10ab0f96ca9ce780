/** The names of what groups and personas consist of, for history and forms. */
import { useTranslation } from 'react-i18next';

const ofPersona = [
  'situation',
  'goals',
  'painPoints',
  'characteristics',
  'questions',
  'channels',
  'accessibility',
  'tone',
  'readingLevel',
] as const;
const ofGroup = ['needs', 'barriers', 'languages'] as const;

/** `null` for what a person does not see by name, such as positions and keys. */
export const useFieldWord = (): ((field: string) => string | null) => {
  const { t } = useTranslation('studio');
  return (field) => {
    if (field === 'name') return t('edit.name');
    if (field === 'headline') return t('edit.headline');
    if (field === 'description') return t('edit.description');
    const persona = ofPersona.find((one) => one === field);
    if (persona !== undefined) return t(`persona.fields.${persona}`);
    const group = ofGroup.find((one) => one === field);
    return group === undefined ? null : t(`group.fields.${group}`);
  };
};
