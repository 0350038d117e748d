-- How a deployment goes on and how far it is: a canary survives its server.
alter table deployment add column canary boolean default false not null;
alter table deployment add column strategy varchar(4000) default '{"maxInFlight":0,"steps":[],"maxErrorPercent":0,"minRequests":0}' not null; -- JSON
alter table deployment add column step integer default 0 not null;
alter table deployment add column share integer default 0 not null; -- percent of the requests that the new release gets
alter table deployment add column share_since timestamp with time zone;
alter table deployment add column paused boolean default false not null;
create index deployment_by_canary on deployment (canary, started_at);
