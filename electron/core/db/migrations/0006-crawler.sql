-- Crawler: sites, crawls of them, pages with their state (the frontier is what is queued), link graph, what robots.txt and
-- TDM statements said, and the evidence. A page's evidence and its state are one transaction: after a crash a page is
-- either finished with its record or still queued.

CREATE TABLE crawl_sites (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL REFERENCES knowledge_spaces (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  options_json TEXT NOT NULL,
  schedule TEXT NOT NULL DEFAULT 'off',
  next_at TEXT,
  -- Hosts a log-in is stored for; the cookies are in the secret store.
  session_hosts_json TEXT NOT NULL DEFAULT '[]',
  created_at TEXT NOT NULL,
  UNIQUE (tenant_id, space_id, url)
) STRICT;
CREATE INDEX crawl_sites_by_schedule ON crawl_sites (next_at) WHERE next_at IS NOT NULL;

CREATE TABLE crawls (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  site_id TEXT NOT NULL REFERENCES crawl_sites (id) ON DELETE CASCADE,
  space_id TEXT NOT NULL,
  url TEXT NOT NULL,
  options_json TEXT NOT NULL,
  state TEXT NOT NULL,
  run_id TEXT,
  base_crawl_id TEXT REFERENCES crawls (id) ON DELETE SET NULL,
  error_json TEXT,
  browser TEXT,
  fetched_bytes INTEGER NOT NULL DEFAULT 0,
  -- Time spent crawling, over all resumptions.
  elapsed_ms INTEGER NOT NULL DEFAULT 0,
  -- Pages of the base crawl that this one did not find any more; known at the end.
  removed INTEGER NOT NULL DEFAULT 0,
  started_at TEXT NOT NULL,
  ended_at TEXT
) STRICT;
CREATE INDEX crawls_by_tenant ON crawls (tenant_id, id DESC);
CREATE INDEX crawls_by_site ON crawls (site_id, id DESC);

-- The exact bytes of WARC records (gzip members), one row per fetched resource; together they are the WARC file.
CREATE TABLE crawl_records (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  url TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  warc BLOB NOT NULL
) STRICT;

CREATE TABLE crawl_contents (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  content_json TEXT NOT NULL
) STRICT;

CREATE TABLE crawl_pages (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  crawl_id TEXT NOT NULL REFERENCES crawls (id) ON DELETE CASCADE,
  -- Normalised; see services/crawler/address.ts.
  url TEXT NOT NULL,
  host TEXT NOT NULL,
  depth INTEGER NOT NULL,
  -- start, link, sitemap, feed, redirect, canonical, base
  found_by TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  reason_detail TEXT,
  attempts INTEGER NOT NULL DEFAULT 0,
  -- Redirects in a row that led here.
  redirects INTEGER NOT NULL DEFAULT 0,
  -- Not before, in milliseconds since 1970; set when a server asked for patience.
  not_before_ms INTEGER NOT NULL DEFAULT 0,
  -- Counts up with each decision about a page of this crawl; 0 while queued.
  decided INTEGER NOT NULL DEFAULT 0,
  http_status INTEGER,
  content_type TEXT,
  charset TEXT,
  title TEXT,
  language TEXT,
  page_type TEXT,
  variant TEXT,
  rendered INTEGER NOT NULL DEFAULT 0 CHECK (rendered IN (0, 1)),
  size_bytes INTEGER,
  duration_ms INTEGER,
  fetched_at TEXT,
  -- [[name, value], …]
  headers_json TEXT,
  etag TEXT,
  last_modified TEXT,
  canonical_url TEXT,
  tdm_json TEXT,
  -- SHA-256.
  body_hash BLOB,
  text_hash BLOB,
  change TEXT,
  -- none, waiting, done, failed
  ingestion TEXT NOT NULL DEFAULT 'none',
  document_id TEXT,
  -- An unchanged page has the content and the body of the crawl it was last fetched in.
  content_seq INTEGER REFERENCES crawl_contents (seq),
  record_seq INTEGER REFERENCES crawl_records (seq),
  body_record_seq INTEGER REFERENCES crawl_records (seq),
  UNIQUE (crawl_id, url)
) STRICT;
CREATE INDEX crawl_pages_queued ON crawl_pages (crawl_id, host, depth, seq) WHERE state = 'queued';
CREATE INDEX crawl_pages_decided ON crawl_pages (crawl_id, decided, seq);
CREATE INDEX crawl_pages_by_state ON crawl_pages (crawl_id, state, reason);
CREATE INDEX crawl_pages_by_text ON crawl_pages (crawl_id, text_hash) WHERE text_hash IS NOT NULL;
CREATE INDEX crawl_pages_to_ingest ON crawl_pages (crawl_id, seq) WHERE ingestion = 'waiting';
CREATE INDEX crawl_pages_by_content ON crawl_pages (content_seq) WHERE content_seq IS NOT NULL;
CREATE INDEX crawl_pages_by_record ON crawl_pages (record_seq) WHERE record_seq IS NOT NULL;
CREATE INDEX crawl_pages_by_body ON crawl_pages (body_record_seq) WHERE body_record_seq IS NOT NULL;

-- Content and evidence go with the last page that needs them.
CREATE TRIGGER crawl_pages_removed AFTER DELETE ON crawl_pages BEGIN
  DELETE FROM crawl_contents WHERE seq = old.content_seq
    AND NOT EXISTS (SELECT 1 FROM crawl_pages WHERE content_seq = old.content_seq);
  DELETE FROM crawl_records WHERE seq IN (old.record_seq, old.body_record_seq)
    AND NOT EXISTS (SELECT 1 FROM crawl_pages WHERE record_seq = crawl_records.seq OR body_record_seq = crawl_records.seq);
END;

-- One row per origin (scheme, host, port).
CREATE TABLE crawl_hosts (
  crawl_id TEXT NOT NULL REFERENCES crawls (id) ON DELETE CASCADE,
  origin TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  findings_json TEXT NOT NULL,
  record_seq INTEGER,
  PRIMARY KEY (crawl_id, origin)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER crawl_hosts_removed AFTER DELETE ON crawl_hosts BEGIN
  DELETE FROM crawl_records WHERE seq = old.record_seq;
END;

CREATE TABLE crawl_links (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  from_seq INTEGER NOT NULL REFERENCES crawl_pages (seq) ON DELETE CASCADE,
  to_seq INTEGER NOT NULL REFERENCES crawl_pages (seq) ON DELETE CASCADE,
  text TEXT NOT NULL,
  PRIMARY KEY (from_seq, to_seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX crawl_links_to ON crawl_links (to_seq);

-- Links that lead out of the crawl.
CREATE TABLE crawl_outlinks (
  tenant_id TEXT NOT NULL REFERENCES tenants (id) ON DELETE CASCADE,
  from_seq INTEGER NOT NULL REFERENCES crawl_pages (seq) ON DELETE CASCADE,
  url TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (from_seq, url)
) STRICT, WITHOUT ROWID;
