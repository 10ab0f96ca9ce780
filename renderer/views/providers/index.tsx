/** Models outside this program: who may be asked, what it came to, and which programs may ask us. */
import { useRoute } from '../../app/router.ts';
import { EndpointKeys } from './endpoint-keys.tsx';
import { ProviderList } from './provider-list.tsx';
import { Usage } from './usage.tsx';

export default function Providers() {
  const { segments } = useRoute();
  switch (segments[0]) {
    case 'usage':
      return <Usage />;
    case 'keys':
      return <EndpointKeys />;
    default:
      return <ProviderList />;
  }
}
