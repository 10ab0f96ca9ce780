/** Writes the shown branch as a file. The engine makes it; the page only hands it to the download. */
import { useMutation } from '@tanstack/react-query';
import { Download, FileCode2, FileText, FileType2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../electron/contract/chat.ts';
import { client } from '../../client/client.ts';
import { saveFile } from '../../client/save-file.ts';
import { IconButton, Menu, type MenuEntry, toast, toastFailure } from '../../ui/index.ts';

type Format = 'markdown' | 'docx' | 'pdf';

// The PDF's font knows Latin, Greek and Cyrillic letters.
const otherScripts =
  /[^\P{L}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]/u;

const useExport = (conversationId: string) => {
  const { t, i18n } = useTranslation('chat');
  return useMutation({
    mutationFn: (format: Format) =>
      client.chat.export({
        conversationId,
        format,
        locale: i18n.language === 'de' ? 'de' : 'en',
        labels: {
          untitled: t('export.words.untitled'),
          user: t('export.words.user'),
          assistant: t('export.words.assistant'),
          exportedAt: t('export.words.exportedAt'),
          model: t('export.words.model'),
          stopped: t('export.words.stopped'),
          interrupted: t('export.words.interrupted'),
          sources: t('export.words.sources'),
          abstained: t('export.words.abstained'),
          page: t('export.words.page'),
          unverified: t('export.words.unverified'),
        },
      }),
    onSuccess: (file) => {
      saveFile(file);
      toast('done', t('export.done', { name: file.fileName }));
    },
    onError: toastFailure,
  });
};

export function ExportMenu({
  conversationId,
  messages,
}: {
  conversationId: string;
  messages: readonly Message[];
}) {
  const { t } = useTranslation('chat');
  const write = useExport(conversationId);
  const entry = (format: Format, icon: typeof FileText, detail: string): MenuEntry => ({
    id: format,
    label: t(`export.${format}`),
    detail,
    icon,
    onAction: () => write.mutate(format),
  });
  const pdfDetail = () =>
    messages.some(({ text }) => otherScripts.test(text)) ? t('export.pdfScripts') : t('export.pdfDetail');
  return (
    <Menu
      label={t('export.title')}
      showTitle
      entries={[
        entry('docx', FileType2, t('export.docxDetail')),
        entry('pdf', FileText, pdfDetail()),
        entry('markdown', FileCode2, t('export.markdownDetail')),
      ]}
    >
      <IconButton
        icon={Download}
        label={write.isPending ? t('export.working') : t('export.action')}
        isPending={write.isPending}
        isDisabled={messages.length === 0}
      />
    </Menu>
  );
}
