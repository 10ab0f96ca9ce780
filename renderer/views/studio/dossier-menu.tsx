/** The whole analysis as a file with its sources. The engine writes it; the page only hands it to the download. */
import { useMutation } from '@tanstack/react-query';
import { Braces, Download, FileText, FileType2, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { client } from '../../client/client.ts';
import { saveFile } from '../../client/save-file.ts';
import { Button, Menu, type MenuEntry, toast, toastFailure } from '../../ui/index.ts';

type Format = 'pdf' | 'docx' | 'json';

export function DossierMenu({ analysisId }: { analysisId: string }) {
  const { t, i18n } = useTranslation('studio');
  const write = useMutation({
    mutationFn: (format: Format) =>
      client.intelligence.dossier({ analysisId, format, locale: i18n.language === 'de' ? 'de' : 'en' }),
    onSuccess: (file) => {
      saveFile(file);
      toast('done', t('dossier.done', { name: file.fileName }));
    },
    onError: toastFailure,
  });
  const entry = (format: Format, icon: LucideIcon): MenuEntry => ({
    id: format,
    label: t(`dossier.${format}`),
    detail: t(`dossier.${format}Detail`),
    icon,
    onAction: () => write.mutate(format),
  });
  return (
    <Menu
      label={t('dossier.title')}
      showTitle
      entries={[entry('pdf', FileText), entry('docx', FileType2), entry('json', Braces)]}
    >
      <Button variant="primary" icon={Download} isPending={write.isPending}>
        {write.isPending ? t('dossier.working') : t('dossier.action')}
      </Button>
    </Menu>
  );
}
