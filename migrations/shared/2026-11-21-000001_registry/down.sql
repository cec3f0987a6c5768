DROP TABLE generations;
DROP TABLE discarded_schemas;
DROP TABLE ready_schemas;
DROP TABLE organizations;
