/** The ways to an agent: from sources, from a role template, from a package; and the characters agents may carry. */
import { FileInput, LayoutTemplate, Plus, UsersRound, VenetianMask } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { navigate } from '../../app/router.ts';
import { Button, Menu } from '../../ui/index.ts';
import { charactersPath, importPath, templatesPath } from './paths.ts';

export function NewAgentMenu() {
  const { t } = useTranslation('newAgents');
  return (
    <Menu
      label={t('menu.label')}
      entries={[
        {
          id: 'sources',
          label: t('menu.sources'),
          detail: t('menu.sourcesDetail'),
          icon: UsersRound,
          onAction: () => navigate('/studio/new'),
        },
        {
          id: 'template',
          label: t('menu.template'),
          detail: t('menu.templateDetail'),
          icon: LayoutTemplate,
          onAction: () => navigate(templatesPath),
        },
        {
          id: 'package',
          label: t('menu.package'),
          detail: t('menu.packageDetail'),
          icon: FileInput,
          onAction: () => navigate(importPath),
        },
        { id: 'separator', separator: true },
        {
          id: 'characters',
          label: t('menu.characters'),
          icon: VenetianMask,
          onAction: () => navigate(charactersPath),
        },
      ]}
    >
      <Button icon={Plus}>{t('menu.label')}</Button>
    </Menu>
  );
}
