-- How each process of a release runs: JSON by the names of the processes. Those of before had the web process alone.
alter table release add column processes varchar(1000000) default '{}' not null;
update release set processes = '{"web":{"command":' || command
    || ',"ports":"' || case when port = 0 then '' else 'main=' || cast(port as varchar(8)) end
    || '","memoryBytes":' || cast(memory_bytes as varchar(24))
    || ',"cpuMillis":' || cast(cpu_millis as varchar(16))
    || ',"checkType":"' || health_check_type
    || '","checkPath":"' || replace(replace(health_check_path, '\', '\\'), '"', '\"')
    || '","checkSeconds":' || cast(health_check_timeout as varchar(16))
    || ',"constraints":"' || placement_constraints
    || '","atMostPerHost":' || cast(at_most_per_host as varchar(16))
    || '}}';
alter table release alter column processes drop default;
alter table release drop column command;
alter table release drop column port;
alter table release drop column memory_bytes;
alter table release drop column cpu_millis;
alter table release drop column health_check_type;
alter table release drop column health_check_path;
alter table release drop column health_check_timeout;
alter table release drop column placement_constraints;
alter table release drop column at_most_per_host;
-- Of up to ten processes at once.
alter table release alter column changes set data type varchar(500000);

-- Which process an instance is of, and where it listens: "main=8080, admin=9090".
alter table instance add column process_type varchar(32) default 'web' not null;
alter table instance add column ports varchar(1000) default '' not null;
update instance set ports = 'main=' || cast(port as varchar(8)) where port > 0;
alter table instance drop column port;
