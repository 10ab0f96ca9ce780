/** The rules of a crawl: addresses, endless paths, robots.txt, TDM statements, patterns, sitemaps. */
import { describe, expect, it } from 'vitest';
import { crawlOptions } from '../../../contract/crawler.ts';
import { parseAddress, resolveLink, typedAddress } from './address.ts';
import { calendarShape, isEndlessPath } from './endless.ts';
import { crawlDelayOf, isValidAgent, parseRobots, robotsAllow } from './robots.ts';
import { createScope, matchesPattern } from './scope.ts';
import { readSitemap } from './sitemap.ts';
import { readTdmFile, tdmOfFile } from './tdm.ts';

const now = new Date('2026-06-01T00:00:00Z');
const base = 'https://stadt.example/a/b.html';

describe('addresses', () => {
  it.each([
    ['c.html#part', 'https://stadt.example/a/c.html'],
    ['//other.example', 'https://other.example/'],
    ['?utm_source=x&id=7&PHPSESSID=abc', 'https://stadt.example/a/b.html?id=7'],
    ['/x;jsessionid=AB12?q', 'https://stadt.example/x?q'],
    ['/%7euser/%c3%bc', 'https://stadt.example/~user/%C3%BC'],
    ['HTTPS://Stadt.Example:443/', 'https://stadt.example/'],
    ['https://user:secret@stadt.example/', 'https://stadt.example/'],
  ])('%s is one page whatever is written around it', (link, address) => {
    expect(resolveLink(link, base)).toBe(address);
  });

  it.each(['mailto:a@b.example', 'javascript:void(0)', 'ftp://x.example/', 'http://', 'https://xn--/'])(
    '%s leads nowhere',
    (link) => expect(resolveLink(link, base)).toBeNull(),
  );

  it('a label that only claims to be Punycode is no host', () => {
    expect(parseAddress('http://a.xn--pokxncvks/')).toBeNull();
    expect(parseAddress('http://xn--mnchen-3ya.example/')?.hostname).toBe('xn--mnchen-3ya.example');
  });

  it('people type no scheme', () => {
    expect(typedAddress(' stadt.example/rathaus ')).toBe('https://stadt.example/rathaus');
    expect(typedAddress('http://stadt.example')).toBe('http://stadt.example/');
  });
});

describe('paths that never end', () => {
  it.each([
    ['https://a.example/en/tr/en/tr/x.html', true],
    ['https://a.example/a/a/a/x.html', true],
    ['https://a.example/a/a/x.html', false],
    ['https://a.example/x/y/z/x/y', false],
    ['https://a.example/termine?jahr=2031', true],
    ['https://a.example/termine/2031/04', true],
    ['https://a.example/archiv/2019/04/meldung', false],
    ['https://a.example/?year=1890', true],
    ['https://a.example/aktenzeichen/2026-0815', false],
    [`https://a.example/${'x/'.repeat(30)}`, true],
  ])('%s: %s', (address, endless) => expect(isEndlessPath(address, now)).toBe(endless));

  it('days of a calendar are one shape, products are none', () => {
    expect(calendarShape('https://a.example/termine/2026-06-01')).toBe(
      calendarShape('https://a.example/termine/2026-07-11'),
    );
    expect(calendarShape('https://a.example/produkt/4711')).toBeNull();
  });
});

describe('robots.txt', () => {
  it('the longest rule of the own group wins, at equal length the allowing one', () => {
    const robots = parseRobots(
      'User-agent: *\nDisallow: /\n\nUser-agent: WattOSBot\nDisallow: /intern\nAllow: /intern/offen\nCrawl-delay: 2\n',
    );
    expect(robotsAllow(robots, 'WattOSBot', 'https://a.example/')).toBe(true);
    expect(robotsAllow(robots, 'WattOSBot', 'https://a.example/intern/x')).toBe(false);
    expect(robotsAllow(robots, 'wattosbot', 'https://a.example/intern/offen')).toBe(true);
    expect(robotsAllow(robots, 'OtherBot', 'https://a.example/')).toBe(false);
    expect(crawlDelayOf(robots, 'WattOSBot')).toBe(2);
  });

  it('a pattern of stars against a long path ends soon', () => {
    const robots = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(200)}b\n`);
    // One that tries every way of dealing the letters out to the stars never ends.
    expect(robotsAllow(robots, 'WattOSBot', `https://a.example/${'a'.repeat(2_000)}`)).toBe(true);
  });

  it('statements about AI are found, rules before any group are nobody’s', () => {
    const robots = parseRobots(
      'Disallow: /\nContent-Signal: ai-train=no\nSitemap: https://a.example/s.xml\nnonsense\n<html>',
    );
    expect(robots).toMatchObject({
      groups: [],
      usage: ['Content-Signal: ai-train=no'],
      sitemaps: ['https://a.example/s.xml'],
    });
    expect(robotsAllow(robots, 'WattOSBot', 'https://a.example/')).toBe(true);
  });

  it('our own name is one robots.txt can name', () => expect(isValidAgent('WattOSBot')).toBe(true));
});

describe('TDM reservation', () => {
  it('the first fitting location decides; a broken file says nothing', () => {
    const rules = readTdmFile(
      '[{"location":"/frei/*","tdm-reservation":0},{"location":"/","tdm-reservation":1,"tdm-policy":"https://a.example/p"}]',
    );
    expect(tdmOfFile(rules, 'https://a.example/frei/x')?.reserved).toBe(false);
    expect(tdmOfFile(rules, 'https://a.example/x')).toEqual({
      reserved: true,
      policy: 'https://a.example/p',
      source: 'tdmrep.json',
    });
    expect(readTdmFile('<html>')).toEqual([]);
  });
});

describe('scope', () => {
  const judge = (address: string, options: object = {}, depth = 1) => {
    const verdict = createScope('https://www.stadt.example/', crawlOptions.parse(options), now).judge(
      address,
      depth,
    );
    return verdict.kind === 'skip' ? verdict.reason : verdict.kind;
  };

  it('www or not is one site; sub-domains only when asked for; look-alikes never', () => {
    expect(judge('https://stadt.example/x')).toBe('queue');
    expect(judge('https://kita.stadt.example/x')).toBe('outside');
    expect(judge('https://kita.stadt.example/x', { subdomains: true })).toBe('queue');
    expect(judge('https://evilstadt.example/', { subdomains: true })).toBe('outside');
    expect(judge('https://zweck.example/', { hosts: ['zweck.example'] })).toBe('queue');
  });

  it('patterns, depth and kinds of files give their reasons', () => {
    expect(judge('https://stadt.example/shop/1', { exclude: ['/shop/*'] })).toBe('pattern');
    expect(judge('https://stadt.example/a', { include: ['/b*'] })).toBe('pattern');
    expect(judge('https://www.stadt.example/', { include: ['/b*'] })).toBe('queue');
    expect(judge('https://stadt.example/a', { maxDepth: 1 }, 2)).toBe('depth');
    expect(judge('https://stadt.example/a.JPG')).toBe('content-type');
    expect(judge('https://stadt.example/a.pdf')).toBe('queue');
    expect(judge('https://stadt.example/a.pdf', { documents: false })).toBe('document');
  });

  it('a star is anything, the rest is literal', () => {
    expect(matchesPattern('/a*c', '/abbbc')).toBe(true);
    expect(matchesPattern('/a*c', '/abbbcd')).toBe(false);
    expect(matchesPattern('/a*a', '/a')).toBe(false);
    expect(matchesPattern('*.php*', '/x.php?y')).toBe(true);
    expect(matchesPattern('/a.c', '/abc')).toBe(false);
  });
});

describe('sitemaps and feeds', () => {
  it('an index, a list, a text file, RSS and Atom', () => {
    expect(
      readSitemap('<sitemapindex><sitemap><loc> https://a/s1.xml </loc></sitemap></sitemapindex>').sitemaps,
    ).toEqual(['https://a/s1.xml']);
    expect(
      readSitemap(
        '<urlset><url><loc>https://a/?x=1&amp;y=2</loc><image:image><image:loc>https://a/i.png</image:loc></image:image></url></urlset>',
      ).pages,
    ).toEqual(['https://a/?x=1&y=2']);
    expect(readSitemap('https://a/1\nnonsense\nhttps://a/2\n').pages).toEqual(['https://a/1', 'https://a/2']);
    expect(
      readSitemap(
        '<rss><channel><link>https://a/</link><item><link>https://a/1</link></item></channel></rss>',
      ).pages,
    ).toEqual(['https://a/1']);
    expect(
      readSitemap(
        '<feed><entry><link href="https://a/1"/><link rel="self" href="https://a/2"/></entry></feed>',
      ).pages,
    ).toEqual(['https://a/1']);
  });
});
