/** In which languages agents are made: as the sources speak, or exactly these. */
import { useTranslation } from 'react-i18next';
import { type ContentLanguage, contentLanguages } from '../../../electron/contract/intelligence-traits.ts';
import { useFormat } from '../../i18n/format.ts';
import { Switch } from '../../ui/index.ts';

type LanguageChoiceProps = {
  /** Empty: the languages the sources speak or offer help in. */
  chosen: readonly ContentLanguage[];
  onChange: (languages: ContentLanguage[]) => void;
};

export function LanguageChoice({ chosen, onChange }: LanguageChoiceProps) {
  const { t } = useTranslation('guidedStart');
  const format = useFormat();
  return (
    <fieldset className="col-span-full">
      <legend className="mb-1.5 text-13 font-[560]">{t('agents.label')}</legend>
      <div className="flex flex-wrap gap-x-7 gap-y-2.5">
        {contentLanguages.map((language) => (
          <Switch
            key={language}
            label={format.language(language)}
            isSelected={chosen.includes(language)}
            onChange={(on) =>
              onChange(contentLanguages.filter((one) => (one === language ? on : chosen.includes(one))))
            }
          />
        ))}
      </div>
      <p className="mt-1.5 text-13 text-muted">
        {chosen.length === 0 ? t('agents.automatic') : t('agents.exactly')}
      </p>
    </fieldset>
  );
}
