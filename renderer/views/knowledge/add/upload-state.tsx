/** How far the transfer from this browser is, and which files did not arrive. */
import { X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/format.ts';
import { Button, ErrorNotice, IconButton, Progress } from '../../../ui/index.ts';
import { dismissUpload, stopUpload, useUpload } from './upload.ts';

export function UploadState() {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { fileName, doneFiles, totalFiles, doneBytes, totalBytes, failed } = useUpload();
  const first = failed[0];
  if (fileName === null && first === undefined) return null;
  return (
    <div className="flex shrink-0 flex-col gap-2 border-b border-line bg-canvas px-5 py-2.5 narrow:px-4">
      {fileName !== null && (
        <div className="flex items-center gap-3">
          <Progress
            label={t('upload.label', { done: Math.min(doneFiles + 1, totalFiles), total: totalFiles })}
            showLabel
            done={doneBytes}
            total={Math.max(1, totalBytes)}
            valueText={t('upload.bytes', { done: format.bytes(doneBytes), total: format.bytes(totalBytes) })}
            className="min-w-0 flex-1"
          />
          <Button size="sm" onPress={stopUpload}>
            {t('upload.stop')}
          </Button>
        </div>
      )}
      {first && (
        <div className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <p className="mb-1 text-13">
              {t('upload.failed', { name: first.fileName, count: failed.length })}
            </p>
            <ErrorNotice failure={first.failure} />
          </div>
          <IconButton icon={X} size="sm" label={t('upload.dismiss')} onPress={dismissUpload} />
        </div>
      )}
    </div>
  );
}
