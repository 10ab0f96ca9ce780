/** Privacy: the policies of the spaces, and the review of one document's findings. */
import { useRoute } from '../../app/router.ts';
import { Overview } from './overview.tsx';
import { Review } from './review.tsx';

export default function Privacy() {
  const { segments } = useRoute();
  const [part, documentId] = segments;
  return part === 'document' && documentId !== undefined ? (
    <Review key={documentId} documentId={documentId} />
  ) : (
    <Overview />
  );
}
