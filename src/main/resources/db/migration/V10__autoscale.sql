-- How many instances a process gets by itself. Rules, schedules, pauses and the largest step are read and written together.
create table autoscale_policy (
    process_id      uuid primary key,
    app_id          uuid                     not null references app (id),
    organization_id uuid                     not null,
    space_id        uuid                     not null,
    enabled         boolean                  not null,
    minimum         integer                  not null,
    maximum         integer                  not null,
    definition      varchar(16000)           not null, -- JSON
    changed_by      varchar(128)             not null,
    changed_at      timestamp with time zone not null,
    version         bigint                   not null
);
create index autoscale_policy_by_app on autoscale_policy (app_id);

-- What changed the number of instances of a process with a policy: the last 200 moves of 30 days.
create table autoscale_move (
    id              uuid primary key,
    process_id      uuid                     not null,
    app_id          uuid                     not null references app (id),
    organization_id uuid                     not null,
    space_id        uuid                     not null,
    moved_at        timestamp with time zone not null,
    from_instances  integer                  not null,
    to_instances    integer                  not null,
    moved_by        varchar(128)             not null, -- "autoscaler", or the person
    reason          varchar(1000)            not null,
    readings        varchar(4000)            not null, -- JSON: what each rule saw
    version         bigint                   not null
);
create index autoscale_move_by_process on autoscale_move (process_id, moved_at);
create index autoscale_move_by_app on autoscale_move (app_id);
