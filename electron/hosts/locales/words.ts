/** What a language has to say for the hosts and the command line. A missing sentence does not compile. */
import type { AgentPassport } from '../../contract/agents.ts';
import type { CustomerAnalysis } from '../../contract/intelligence.ts';
import type { CrawlSummary } from '../../contract/crawler.ts';
import type { ErrorCode, ErrorData } from '../../contract/errors.ts';
import type { DeviceReason } from '../../contract/models.ts';
import type { PiiSpan } from '../../contract/privacy.ts';

export type Words = {
  locale: 'de' | 'en';
  /** What happened, what it means, what to do: one sentence or two. */
  errors: { [C in ErrorCode]: (data: ErrorData<C>) => string };
  host: {
    running(url: string): string;
    stop: string;
    stopping: string;
    locked: string;
    passphrase: string;
    wrongPassphrase: string;
    passphraseFileUnreadable(file: string): string;
    badPort(value: string): string;
    unknownOption(option: string): string;
    optionWithoutValue(option: string): string;
    optionWithValue(option: string): string;
    badOption(detail: string): string;
    noPage: string;
  };
  page: { title: string; unauthenticated: string; tooMany: string; wrongHost: string; again: string };
  cli: {
    help: string;
    unknownCommand(command: string): string;
    missing(what: string): string;
    usage(line: string): string;
    emptyQuestion: string;
    emptyName: string;
    /** A number from `least` on. */
    badNumber(option: string, least: number): string;
    unreachable: string;
    /** By which command it goes on; `null`: nothing is left to go on with. */
    interrupted(goesOn: 'same' | 'crawl' | null): string;
    noModels: string;
    modelStates: Record<'available' | 'queued' | 'downloading' | 'partial' | 'installed' | 'broken', string>;
    pulling(name: string, size: string): string;
    pullTotal(size: string): string;
    imported(count: number): string;
    pullNothing: string;
    pullAlreadyThere(name: string): string;
    pullVerified(name: string): string;
    removed(name: string, size: string): string;
    noSetting(path: string): string;
    written(file: string): string;
    noConversations: string;
    untitled: string;
    privacy: {
      isFolder(path: string): string;
      finding(span: PiiSpan, text: string): string;
      summary(found: number, uncertain: number, unchecked: number): string;
    };
    intelligence: {
      phase(phase: string): string;
      summary(found: {
        documents: number;
        sentences: number;
        groups: number;
        personas: number;
        agents: number;
        share: number | null;
      }): string;
      notice(code: CustomerAnalysis['notices'][number]['code'], count: number): string;
      size(sentences: number, documents: number): string;
      assumption: string;
      fictional: string;
      noAgents: string;
      passport(passport: AgentPassport): string;
      demo: {
        crawling(url: string): string;
        read(documents: number): string;
        asking(question: string): string;
        took(seconds: number): string;
        withoutModel: string;
      };
    };
    crawler: {
      progress(decided: number, queued: number, pagesPerSecond: number): string;
      ended(crawl: CrawlSummary): string;
      unfollowed(links: number): string;
      unlisted(links: number): string;
      nothingChanged: string;
      changes: Record<'added' | 'changed' | 'removed', string>;
    };
    knowledge: {
      space(space: { name: string; id: string; documents: number; waiting: number; failed: number }): string;
      noSpaces: string;
      spaceRemoved(name: string): string;
      noHits: string;
      ingesting(done: number, total: number, timeLeftMs: number | null): string;
      ingested(space: string, done: number, failed: number): string;
    };
    deviceReasons: Record<DeviceReason, string>;
    doctor: Record<
      | 'versions'
      | 'computer'
      | 'memory'
      | 'disk'
      | 'free'
      | 'gpu'
      | 'database'
      | 'encrypted'
      | 'models'
      | 'workers'
      | 'failures'
      | 'network'
      | 'allowed'
      | 'denied'
      | 'yes'
      | 'no',
      string
    >;
    exportLabels: {
      untitled: string;
      user: string;
      assistant: string;
      exportedAt: string;
      model: string;
      stopped: string;
      interrupted: string;
      sources: string;
      abstained: string;
      page: string;
      unverified: string;
    };
  };
};
