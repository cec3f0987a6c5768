DROP TABLE kept_pairs;
DROP TABLE exceptions;
