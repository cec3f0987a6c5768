DROP TABLE tokens;
DROP TABLE sessions;
DROP TABLE members;
