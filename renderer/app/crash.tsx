/** Catches a view that fails while drawing, so that the frame and the other views stay usable. */
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, EmptyState } from '../ui/index.ts';
import { TriangleAlert } from 'lucide-react';

function CrashNotice({ onReload }: { onReload: () => void }) {
  const { t } = useTranslation(['app', 'errors']);
  return (
    <EmptyState
      icon={TriangleAlert}
      title={t('crash.title')}
      action={
        <Button variant="primary" onPress={onReload}>
          {t('crash.reload')}
        </Button>
      }
    >
      {t('errors:internal.BUG.help')}
    </EmptyState>
  );
}

type Props = { children: ReactNode };

export class CrashGuard extends Component<Props, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError() {
    return { crashed: true };
  }

  override render() {
    if (!this.state.crashed) return this.props.children;
    return <CrashNotice onReload={() => this.setState({ crashed: false })} />;
  }
}
