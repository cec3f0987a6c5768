DROP TABLE outbox_hints;
DROP TABLE outbox;
