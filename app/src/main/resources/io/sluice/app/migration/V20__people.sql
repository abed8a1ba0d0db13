-- Why: sessions that people can tell apart, devices that somebody has signed in on, failed sign-ins counted for all processes
-- together, and people whom another system knows. Times are milliseconds since 1970-01-01T00:00:00Z. An older process beside this
-- one leaves the new columns empty.

alter table web_session add column remote varchar(100);
alter table web_session add column agent varchar(300);
-- How the person was recognised: 'password', or the name of an identity provider.
alter table web_session add column way varchar(100);

-- Who signs in on a device that is known is not hindered by what others try.
create table known_device (
    hash varchar(64) primary key,
    user_name varchar(200) not null,
    created_at bigint not null,
    used_at bigint not null
);

create index known_device_by_user on known_device (user_name);

-- A bucket is the hash of an address, of a name at an address, or of a device.
create table sign_in_failure (
    bucket varchar(64) primary key,
    failures integer not null,
    last_at bigint not null,
    open_at bigint not null
);

create index sign_in_failure_by_time on sign_in_failure (last_at);

-- A browser that has been sent to an identity provider. The hash is of a cookie from which state, nonce and verifier are made.
create table provider_round (
    hash varchar(64) primary key,
    provider varchar(64) not null,
    network varchar(200) not null,
    back varchar(500) not null,
    expires_at bigint not null
);

create index provider_round_by_network on provider_round (network, expires_at);

-- Who is who: nothing but the pair of issuer and subject says it.
create table provider_identity (
    issuer varchar(300) not null,
    subject varchar(255) not null,
    user_name varchar(200) not null,
    provider varchar(64) not null,
    linked_at bigint not null,
    primary key (issuer, subject)
);

create unique index provider_identity_by_user on provider_identity (user_name);
