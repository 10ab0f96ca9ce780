-- Of its spaces a conversation may answer from tagged documents only.

ALTER TABLE conversations ADD COLUMN tags_json TEXT NOT NULL DEFAULT '[]';
