DROP TABLE judgements;
DROP TABLE rules;
