-- A renewed certificate counts beside the one before it until its host has used it: the answer that carries it may get lost.
alter table host add column offered_serial varchar(64) default '' not null;
