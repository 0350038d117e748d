-- Instances of one app may connect to those of an app in another space. The row belongs to the tenant of the app that is reached.
create table network_policy (
    id                 uuid primary key,
    organization_id    uuid                     not null,
    space_id           uuid                     not null,
    destination_app_id uuid                     not null references app (id),
    source_space_id    uuid                     not null,
    source_app_id      uuid                     not null references app (id),
    transport          varchar(8)               not null, -- TCP, UDP
    first_port         integer                  not null,
    last_port          integer                  not null,
    created_by         varchar(128)             not null,
    created_at         timestamp with time zone not null,
    version            bigint                   not null,
    unique (destination_app_id, source_app_id, transport, first_port, last_port)
);
create index network_policy_by_source on network_policy (source_app_id);
