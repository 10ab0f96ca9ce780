import { describe, expect, it } from 'vitest';
import { agentPackageMaxBytes } from '../../contract/agents.ts';
import { newId } from '../kernel/ids.ts';
import { family, setUp } from './intelligence-room.ts';

type Room = ReturnType<typeof setUp>;
const neverAborted = new AbortController().signal;

const packed = async (text = family): Promise<Buffer> => {
  const here = setUp();
  here.add('Kita', text);
  const { agents } = await here.analyse(here.create({ agentLanguages: ['de'] }).id);
  const figure = here.agents.characters.create(here.tenantId, {
    ...{
      name: 'Lina',
      description: 'Begrüßt Familien.',
      greeting: 'Guten Tag!',
      artifacts: [],
      spaceIds: [here.space.id],
    },
    ...{ voiceId: null, voiceModelId: null },
  });
  const [first] = agents;
  if (first === undefined) throw new Error('no agent');
  here.agents.update(here.tenantId, first.id, { characterId: figure.id });
  const file = here.agents.exportPackage(here.tenantId, {
    agentIds: agents.map(({ id }) => id),
    withDocuments: true,
  });
  return Buffer.from(file.contentBase64, 'base64');
};

/** In pieces of `pieceBytes`, as a window sends it. */
const open = (room: Room, content: Buffer, pieceBytes = 1_000) => {
  const packageId = newId();
  let contents = null;
  for (let startByte = 0; startByte === 0 || startByte < content.length; startByte += pieceBytes) {
    const piece = content.subarray(startByte, startByte + pieceBytes);
    const last = startByte + pieceBytes >= content.length;
    const sent = { packageId, startByte, contentBase64: piece.toString('base64'), last };
    contents = room.agents.openPackage(room.tenantId, sent).contents;
  }
  return { packageId, contents };
};

describe('an agent package', () => {
  it('shows what is inside before anything of it is stored, and then arrives with its knowledge and its character', async () => {
    const there = setUp();
    const { packageId, contents } = open(there, await packed());
    expect(contents).toMatchObject({ documents: 1, titles: ['Kita'] });
    expect(contents?.languages).toEqual([{ language: 'de', documents: 1 }]);
    expect(contents?.agents.map(({ character }) => character)).toContain('Lina');
    expect(there.knowledge.listSpaces(there.tenantId)).toHaveLength(1);
    expect(there.agents.characters.list(there.tenantId)).toEqual([]);
    const { agents, spaceId } = await there.agents.importPackage(there.tenantId, packageId, neverAborted);
    expect(agents.map(({ name }) => name)).toEqual(contents?.agents.map(({ name }) => name));
    expect(agents[0]?.knowledge.spaceIds).toEqual([spaceId]);
    expect(agents.some(({ published }) => published)).toBe(false);
    const [figure] = there.agents.characters.list(there.tenantId);
    expect(agents.map(({ characterId }) => characterId)).toContain(figure?.id);
  });

  it('is taken over once, and not by another tenant', async () => {
    const there = setUp();
    const { packageId } = open(there, await packed());
    await expect(there.agents.importPackage('other', packageId, neverAborted)).rejects.toThrow(
      'agents.PACKAGE_NOT_FOUND',
    );
    await there.agents.importPackage(there.tenantId, packageId, neverAborted);
    await expect(there.agents.importPackage(there.tenantId, packageId, neverAborted)).rejects.toThrow(
      'agents.PACKAGE_NOT_FOUND',
    );
  });

  it('passes the privacy policy of its space: what it says about people is found', async () => {
    const there = setUp();
    const { packageId } = open(
      there,
      await packed(`${family}\nFrau Erika Mustermann, IBAN DE89 3704 0044 0532 0130 00.`),
    );
    const { spaceId } = await there.agents.importPackage(there.tenantId, packageId, neverAborted);
    const found = there.db
      .prepare('SELECT class FROM privacy_findings WHERE space_id = ?')
      .pluck()
      .all(spaceId);
    expect(found).toContain('iban');
  });

  it('that ends half-way leaves nothing behind', async () => {
    const there = setUp();
    const { packageId } = open(there, await packed());
    await expect(
      there.agents.importPackage(there.tenantId, packageId, AbortSignal.abort()),
    ).rejects.toThrow();
    expect(there.knowledge.listSpaces(there.tenantId)).toHaveLength(1);
    expect(there.agents.list(there.tenantId, { analysisId: null, published: null })).toEqual([]);
  });

  it.each([
    ['empty', Buffer.alloc(0)],
    ['no JSON', Buffer.from('PK\u0003\u0004')],
    ['JSON of something else', Buffer.from('{}')],
    ['nested beyond reason', Buffer.from('['.repeat(200_000))],
    ['no text', Buffer.from([0xff, 0xfe, 0x00])],
  ])('is refused with a code when it is %s', (_name, content) => {
    const there = setUp();
    expect(() => open(there, content, 100_000)).toThrow('agents.PACKAGE_UNREADABLE');
  });

  it('is refused as soon as it is larger than what is held, whatever it calls itself', () => {
    const there = setUp();
    const packageId = newId();
    const piece = Buffer.alloc(16 * 2 ** 20, 32);
    const send = (startByte: number) =>
      there.agents.openPackage(there.tenantId, {
        ...{ packageId, startByte, contentBase64: piece.toString('base64'), last: false },
      });
    for (let startByte = 0; startByte < agentPackageMaxBytes; startByte += piece.length) send(startByte);
    expect(() => send(agentPackageMaxBytes)).toThrow('agents.PACKAGE_TOO_LARGE');
  });
});
