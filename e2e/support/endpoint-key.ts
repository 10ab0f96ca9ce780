/** A key of the OpenAI-compatible endpoint, made over the contract of a running headless host. */
import type { Host } from './host.ts';

export const createKey = async (host: Host, scopes: string[]): Promise<string> => {
  const response = await fetch(`${host.origin}/rpc/gateway/createEndpointKey`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${new URL(host.url).searchParams.get('token')}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ json: { name: 'test', scopes, dataClass: 'confidential' } }),
  });
  const { json } = (await response.json()) as { json: { secret: string } };
  return json.secret;
};
