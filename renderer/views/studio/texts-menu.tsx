/** Copies the texts of a group or saves them as a file. The engine writes files, with the source of every sentence. */
import { useMutation } from '@tanstack/react-query';
import { Copy, Download, FileCode, FileText, FileType2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ContentEnrichment } from '../../../electron/contract/intelligence-groups.ts';
import type { ContentLanguage } from '../../../electron/contract/intelligence-traits.ts';
import { client } from '../../client/client.ts';
import { saveFile } from '../../client/save-file.ts';
import { Button, Menu, type MenuEntry, toast, toastFailure } from '../../ui/index.ts';
import { copyText } from '../chat/copy.ts';
import { plainText } from './texts.ts';

type Format = 'docx' | 'markdown' | 'text';
type TextsMenuProps = { groupId: string; language: ContentLanguage; texts: readonly ContentEnrichment[] };

export function TextsMenu({ groupId, language, texts }: TextsMenuProps) {
  const { t, i18n } = useTranslation(['findings', 'studio']);
  const write = useMutation({
    mutationFn: (format: Format) =>
      client.intelligence.groupTexts({
        groupId,
        language,
        format,
        locale: i18n.language === 'de' ? 'de' : 'en',
      }),
    onSuccess: (file) => {
      saveFile(file);
      toast('done', t('studio:dossier.done', { name: file.fileName }));
    },
    onError: toastFailure,
  });
  const copy = async () => {
    const copied = await copyText(plainText(texts.map((text) => ({ ...text, heading: text.title }))));
    toast(copied ? 'done' : 'info', copied ? t('texts.copied') : t('texts.notCopied'));
  };
  const entry = (format: Format, icon: LucideIcon): MenuEntry => ({
    id: format,
    label: t(`texts.formats.${format}`),
    detail: t('texts.withSources'),
    icon,
    onAction: () => write.mutate(format),
  });
  return (
    <>
      <Button icon={Copy} onPress={() => void copy()}>
        {t('texts.copy')}
      </Button>
      <Menu
        label={t('texts.save')}
        entries={[entry('docx', FileType2), entry('markdown', FileCode), entry('text', FileText)]}
      >
        <Button icon={Download} isPending={write.isPending}>
          {t('texts.save')}
        </Button>
      </Menu>
    </>
  );
}
