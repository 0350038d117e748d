-- The whole of Slipway's store. Runs on H2 and PostgreSQL alike. Organization and space stand on every row that belongs to a
-- tenant; ids are time-ordered UUIDs made by the application; version columns carry the optimistic lock.

create table platform (
    id           integer primary key,             -- always 1
    cluster_id   varchar(64)              not null,
    epoch        bigint                   not null, -- raised at every start of the loops; fences what came before
    created_at   timestamp with time zone not null
);

create table organization (
    id         uuid primary key,
    name       varchar(63)              not null unique,
    created_at timestamp with time zone not null,
    version    bigint                   not null
);

create table space (
    id              uuid primary key,
    organization_id uuid                     not null references organization (id),
    name            varchar(63)              not null,
    created_at      timestamp with time zone not null,
    version         bigint                   not null,
    unique (organization_id, name)
);

create table account (
    id            uuid primary key,
    username      varchar(63)              not null unique,
    password_hash varchar(255)             not null,
    administrator boolean                  not null,
    disabled      boolean                  not null,
    created_at    timestamp with time zone not null,
    version       bigint                   not null
);

create table membership (
    id              uuid primary key,
    account_id      uuid        not null references account (id),
    organization_id uuid        not null references organization (id),
    space_id        uuid        not null references space (id),
    role            varchar(32) not null,
    version         bigint      not null,
    unique (account_id, space_id, role)
);

create table api_token (
    id           uuid primary key,
    account_id   uuid                     not null references account (id),
    name         varchar(63)              not null,
    token_hash   varchar(128)             not null unique,
    created_at   timestamp with time zone not null,
    expires_at   timestamp with time zone not null,
    last_used_at timestamp with time zone,
    version      bigint                   not null
);

create table setup_token (
    id         uuid primary key,
    token_hash varchar(128)             not null unique,
    expires_at timestamp with time zone not null,
    used_at    timestamp with time zone,
    version    bigint                   not null
);

create table audit_event (
    id              uuid primary key,
    at              timestamp with time zone not null,
    actor_type      varchar(16)              not null,
    actor_id        varchar(64)              not null,
    actor_name      varchar(128)             not null,
    organization_id uuid,
    space_id        uuid,
    action          varchar(64)              not null,
    target_type     varchar(32)              not null,
    target_id       varchar(64)              not null,
    target_name     varchar(128)             not null,
    outcome         varchar(16)              not null, -- ACCEPTED, REFUSED
    detail          varchar(2000)            not null
);
create index audit_event_by_time on audit_event (at);
create index audit_event_by_target on audit_event (target_id, at);

create table app (
    id                  uuid primary key,
    organization_id     uuid                     not null references organization (id),
    space_id            uuid                     not null references space (id),
    name                varchar(63)              not null,
    started             boolean                  not null,
    deleting            boolean                  not null,
    current_release_id  uuid                     not null,
    next_release_number integer                  not null,
    staged_environment  bytea, -- sealed; null when nothing is staged
    created_at          timestamp with time zone not null,
    version             bigint                   not null,
    unique (space_id, name)
);

create table process (
    id              uuid primary key,
    organization_id uuid        not null,
    space_id        uuid        not null,
    app_id          uuid        not null references app (id),
    type            varchar(32) not null,
    instances       integer     not null,
    restart_token   varchar(64) not null,
    generation      bigint      not null,
    version         bigint      not null,
    unique (app_id, type)
);

create table release (
    id                    uuid primary key,
    organization_id       uuid                     not null,
    space_id              uuid                     not null,
    app_id                uuid                     not null references app (id),
    number                integer                  not null,
    image                 varchar(512)             not null,
    image_id              varchar(128)             not null,
    command               varchar(8192)            not null, -- JSON array
    port                  integer                  not null,
    memory_bytes          bigint                   not null,
    cpu_millis            integer                  not null,
    health_check_type     varchar(16)              not null,
    health_check_path     varchar(512)             not null,
    health_check_timeout  integer                  not null, -- seconds
    environment           bytea                    not null, -- sealed JSON object
    environment_keys      varchar(65535)           not null, -- JSON array
    changes               varchar(8192)            not null, -- JSON array of sentences
    created_by            varchar(128)             not null,
    created_at            timestamp with time zone not null,
    unique (app_id, number)
);

create table deployment (
    id              uuid primary key,
    organization_id uuid                     not null,
    space_id        uuid                     not null,
    app_id          uuid                     not null references app (id),
    release_id      uuid                     not null references release (id),
    previous_id     uuid references release (id),
    state           varchar(16)              not null,
    trigger_text    varchar(255)             not null,
    actor           varchar(128)             not null,
    started_at      timestamp with time zone not null,
    finished_at     timestamp with time zone,
    cause           varchar(2000),
    version         bigint                   not null
);
create index deployment_by_app on deployment (app_id, started_at);

create table route (
    id              uuid primary key,
    organization_id uuid                     not null,
    space_id        uuid                     not null,
    app_id          uuid                     not null references app (id),
    host            varchar(253)             not null,
    path            varchar(512)             not null,
    created_at      timestamp with time zone not null,
    version         bigint                   not null,
    unique (host, path)
);
create index route_by_app on route (app_id);

create table host (
    id                 uuid primary key,
    name               varchar(63)              not null unique,
    subnet             varchar(43)              not null unique,
    certificate_serial varchar(64)              not null,
    cordoned           boolean                  not null,
    address            varchar(253)             not null,
    router_port        integer                  not null,
    cpu_millis         integer                  not null,
    memory_bytes       bigint                   not null,
    agent_version      varchar(64)              not null,
    engine_version     varchar(64)              not null,
    joined_at          timestamp with time zone not null,
    version            bigint                   not null
);

create table join_token (
    id         uuid primary key,
    token_hash varchar(128)             not null unique,
    host_name  varchar(63)              not null,
    expires_at timestamp with time zone not null,
    used_at    timestamp with time zone,
    version    bigint                   not null
);

create table instance (
    id              uuid primary key,
    organization_id uuid                     not null,
    space_id        uuid                     not null,
    app_id          uuid                     not null,
    process_id      uuid                     not null,
    index_number    integer                  not null,
    incarnation     integer                  not null,
    release_id      uuid                     not null,
    release_number  integer                  not null,
    restart_token   varchar(64)              not null,
    run_spec        bytea                    not null, -- sealed
    desired         varchar(16)              not null,
    state           varchar(16)              not null,
    state_since     timestamp with time zone not null,
    created_at      timestamp with time zone not null,
    host_id         uuid,
    placement_error varchar(1000),
    routable        boolean                  not null,
    address         varchar(64),
    port            integer                  not null,
    memory_bytes    bigint                   not null,
    cpu_millis      integer                  not null,
    exit_code       integer,
    out_of_memory   boolean                  not null,
    reason          varchar(64),
    detail          varchar(2000),
    not_before      timestamp with time zone,
    restarts        integer                  not null,
    progress        varchar(255),
    version         bigint                   not null,
    unique (process_id, index_number, incarnation)
);
create index instance_by_host on instance (host_id, state);
create index instance_by_state on instance (state);
create index instance_by_app on instance (app_id, created_at);
